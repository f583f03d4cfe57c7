import type { Deployment } from './assembly/deployment.ts';
import { byAction, type Operation } from './count/operations.ts';
import type { Engines } from './engines/child.ts';
import type { Look, Peeked } from './engines/protocol.ts';
import type { Tally } from './engines/tally.ts';
import { isObject } from './json.ts';
import type { FunctionCount } from './lambda/functions.ts';

/** What ran how often, and how full the queues are. */
export interface Counters {
  readonly functions: Readonly<Record<string, FunctionCount>>;
  readonly queues: Readonly<Record<string, { ready: number; inFlight: number; delayed: number }>>;
  readonly deadLetters: Readonly<Record<string, number>>;
  /** Milliseconds of processor time since the start: the desk with its handlers, queues and processes, and Java. */
  readonly processor: { readonly desk: number; readonly engines: number; readonly dynamodb: number | null };
  /** Requests by service and action, those of the feeds among them; DynamoDB and the processes only when counting. */
  readonly requests: Readonly<Record<string, Tally>>;
  /** When counting: who asked what of which service, about what. */
  readonly operations?: readonly Operation[];
  /** When counting: where the process engine answers, whose histories say which states were entered. */
  readonly processes?: string;
}

/** The queues that take what could not be handled: targets of a redrive or of a stream feed that gives up. */
function deadLetterQueues({ queues, streamFeeds }: Deployment): Set<string> {
  const names = new Set<string>();
  for (const { attributes } of queues) {
    const redrive: unknown = JSON.parse(attributes.RedrivePolicy ?? '{}');
    const arn = isObject(redrive) ? String(redrive.deadLetterTargetArn ?? '') : '';
    if (arn !== '') names.add(arn.slice(arn.lastIndexOf(':') + 1));
  }
  for (const { failureQueue } of streamFeeds) if (failureQueue !== undefined) names.add(failureQueue);
  return names;
}

/** Adds up what `/local/counters` shows. */
export function countersOf(
  deployment: Deployment,
  functions: Record<string, FunctionCount>,
  look: Look,
  counted: Pick<Counters, 'operations' | 'processes'> | undefined,
): Counters {
  const { user, system } = process.cpuUsage();
  const dead = deadLetterQueues(deployment);
  const depth = new Map(
    look.queues.map(({ name, ready, inFlight, delayed }) => [name, { ready, inFlight, delayed }]),
  );
  return {
    functions,
    queues: Object.fromEntries(depth),
    deadLetters: Object.fromEntries([...dead].map((name) => [name, depth.get(name)?.ready ?? 0])),
    processor: { desk: Math.round((user + system) / 1000), ...look.processor },
    requests: { ...look.requests, ...byAction(counted?.operations ?? []) },
    ...counted,
  };
}

/** Every message in a dead-letter queue, with the queue it lies in. */
export async function deadLettersOf(
  deployment: Deployment,
  engines: Engines,
): Promise<({ queue: string } & Peeked)[]> {
  const lists = [...deadLetterQueues(deployment)].map(async (queue) => {
    const messages = await engines.peek(queue);
    return messages.map((message) => ({ queue, ...message }));
  });
  return (await Promise.all(lists)).flat();
}
