import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { noteOf } from './note-of.ts';
import { checkEndpoint, type Endpoint, type Network, type Outcome, signWebhook } from './webhook.ts';

/** A department's system as configured; without a url it is not set up yet. */
export type System = Readonly<{ url: string; network: Network; secrets: readonly string[] }>;

/** Whether there is anybody to call (W8). */
export const isSetUp = ({ url, secrets }: System): boolean => url !== '' && secrets.length > 0;

/** What sending a webhook needs of the world besides the desk. */
export type Wire = Readonly<{
  system(department: string): Promise<System>;
  /** One attempt: no redirects followed, ten seconds at most, only to addresses the network allows (W3, W7). */
  post(
    endpoint: Endpoint,
    network: Network,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<{ outcome: Outcome; note: string }>;
  /** Hands the delivery back to its own queue after so many seconds. */
  again(deliveryId: string, seconds: number): Promise<void>;
  /** Somebody has to hear of it: nothing but failures comes from a department's system, or it is gone (W3, W5). */
  alarm(what: 'CircuitsOpened' | 'EndpointsDisabled', department: string): void;
  /** A number in [0, 1) for the spread of waits. */
  chance(): number;
  schedule: readonly number[] | undefined;
}>;

/** What became of one attempt, as the delivery log keeps it (W6). */
export type Called = Readonly<{ outcome: Outcome; note: string; latencyMs: number }>;

/** Makes one attempt, signed anew: a receiver refuses what is older than five minutes (W1). An address inside is never called (W7). */
export async function call(
  desk: Pick<Ports, 'now'>,
  { post }: Pick<Wire, 'post'>,
  { url, network, secrets }: System,
  { id, body }: Readonly<{ id: string; body: string }>,
): Promise<Called> {
  const begun = Date.parse(desk.now());
  let endpoint: Endpoint;
  try {
    endpoint = checkEndpoint(url, network);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { outcome: { kind: 'blocked-address' }, note: error.message, latencyMs: 0 };
  }
  const signed = signWebhook({ id, timestamp: Math.floor(begun / 1000), body, secrets });
  const headers = { ...signed, 'content-type': 'application/json' };
  const { outcome, note } = await post(endpoint, network, headers, body);
  return { outcome, note: noteOf(note, secrets), latencyMs: Date.parse(desk.now()) - begun };
}
