import type { Json } from '../json.ts';
import type { Notices } from './queues-and-buckets.ts';
import type { Tally } from './tally.ts';

/** The engines the child process runs. */
export type EngineName = 'dynamodb' | 'queues' | 'processes';

/** How full a queue is, and when its next hidden message may be received. */
export interface QueueDepth {
  readonly name: string;
  readonly ready: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly nextDueAt: number | null;
}

/** What the engines hold at one moment. */
export interface Look {
  readonly queues: readonly QueueDepth[];
  /** When the process engine has something to do again by itself. */
  readonly nextTimerAt: number | null;
  /** Whether a process is being moved right now. */
  readonly processesBusy: boolean;
  /** Milliseconds of processor time since their start; those of Java only where the system tells. */
  readonly processor: { readonly engines: number; readonly dynamodb: number | null };
  /** Requests to the queue and bucket services. */
  readonly requests: Readonly<Record<string, Tally>>;
}

/** One message of a queue, looked at without receiving it. */
export interface Peeked {
  readonly messageId: string;
  readonly body: string;
  readonly receives: number;
  readonly sentAt: string;
}

/** What the runtime asks of the engines. */
export type Order =
  | { readonly order: 'look' }
  | { readonly order: 'peek'; readonly queue: string }
  | { readonly order: 'clock'; readonly offset: number }
  | { readonly order: 'deploy'; readonly queues: readonly string[]; readonly notices: Notices }
  | { readonly order: 'stop' };

/** What the engines tell the runtime. */
export type News =
  | { readonly news: 'up'; readonly engine: EngineName; readonly url: string }
  | { readonly news: 'failed'; readonly message: string }
  | { readonly news: 'answer'; readonly id: number; readonly value: Json }
  | { readonly news: 'refused'; readonly id: number; readonly message: string };

/** What the child process needs to start. */
export interface EngineSettings {
  readonly folder: string;
  readonly offset: number;
  readonly lambdaUrl: string;
  /** A DynamoDB to use instead of starting one. */
  readonly dynamodbUrl: string | undefined;
}
