import { LOOK_AHEAD_SECONDS } from '../case/commit.ts';
import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import type { Task } from '../task/task.ts';
import { undeliverable } from '../task/undeliverable.ts';
import { isCaptured } from './capture.ts';
import type { Delivery } from './delivery.ts';
import type { Effect } from './effect.ts';
import { mapped, mappingOf } from './mapping.ts';
import { promiseBody, tellInstead } from './promise-webhook.ts';
import {
  checkEndpoint,
  type Endpoint,
  type Network,
  type Outcome,
  retryAfter,
  signWebhook,
} from './webhook.ts';

type Webhook = Extract<Effect, { kind: 'webhook' }>;

/** A department's system as configured; without a url it is not set up yet. */
export type System = Readonly<{ url: string; network: Network; secrets: readonly string[] }>;

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
  /** A number in [0, 1) for the spread of waits. */
  chance(): number;
  schedule: readonly number[] | undefined;
}>;

/** A system is told no more of a person's words than this (characters). */
const LONGEST_WORDS = 10_000;

/**
 * What a department's system is told of a task (W2): what to do, what it may know, and where to answer; in the system's
 * own fields where the department maps them. Made from the task row alone, so that every attempt has the same body under
 * the same id. Refuses `invalid` where the mapping makes nothing of it.
 */
async function payload(desk: Ports, task: Task, { event, id }: Webhook): Promise<string> {
  // What was written is never changed, so reading it again gives the same body.
  const words = task.message === undefined ? undefined : await desk.bodies.get(task.message);
  const told = {
    type: event,
    timestamp: task.askedAt,
    event,
    id,
    caseId: task.caseId,
    occurredAt: task.askedAt,
    // Grows with every change of the case: of two messages about one case the higher is the newer.
    sequence: task.sequence,
    processVersion: task.processVersion,
    department: task.department,
    ...task.about,
    taskRef: task.ref,
    callbackUrl: `${desk.settings.publicUrl}/callbacks/${task.ref}`,
    outcomes: task.outcomes,
    expiresAt: task.expiresAt,
    data: {
      task: task.name,
      question: task.question,
      ...task.shown,
      ...(words !== undefined && { message: words.text.slice(0, LONGEST_WORDS) }),
    },
  };
  const request = mappingOf(desk.catalogue, task, 'request');
  return JSON.stringify(request === undefined ? told : await mapped(request, told));
}

/** What to send, or why not: the task was answered, expired or withdrawn meanwhile, or its mapping fails. */
async function bodyOf(
  desk: Ports,
  caseId: string,
  effect: Webhook,
): Promise<{ text: string } | { over: string } | { unmapped: string }> {
  if (effect.about !== undefined) return { text: await promiseBody(desk, caseId, effect, effect.about) };
  const task = await desk.tasks.find(effect.ref);
  if (task === undefined) throw new Error(`webhook ${effect.id} is about nothing`);
  if (task.state !== 'asked') return { over: task.state };
  try {
    return { text: await payload(desk, task, effect) };
  } catch (error) {
    if (!isRefusal(error, 'invalid')) throw error;
    return { unmapped: error.message };
  }
}

async function attempt(desk: Ports, wire: Wire, body: string, effect: Webhook, system: System) {
  let endpoint: Endpoint;
  try {
    endpoint = checkEndpoint(system.url, system.network);
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { outcome: { kind: 'blocked-address' } as Outcome, note: error.message };
  }
  // Signed anew in every attempt: a receiver refuses what is older than five minutes (W1).
  const timestamp = Math.floor(Date.parse(desk.now()) / 1000);
  const signed = signWebhook({ id: effect.id, timestamp, body, secrets: system.secrets });
  return wire.post(endpoint, system.network, { ...signed, 'content-type': 'application/json' }, body);
}

async function keep(
  desk: Ports,
  wire: Wire,
  delivery: Delivery,
  effect: Webhook,
  verdict: ReturnType<typeof retryAfter>,
) {
  if ('delivered' in verdict) return desk.deliveries.keep({ ...delivery, state: 'delivered' });
  if ('retryInSeconds' in verdict) {
    const wakeAt = new Date(Date.parse(delivery.at) + verdict.retryInSeconds * 1000).toISOString();
    // The index is the truth; a wait shorter than the sweep's look ahead also gets a message of its own.
    await desk.deliveries.keep({ ...delivery, state: 'retrying', wakeAt, effect: JSON.stringify(effect) });
    if (verdict.retryInSeconds < LOOK_AHEAD_SECONDS) await wire.again(delivery.id, verdict.retryInSeconds);
    return;
  }
  const cause = 'giveUp' in verdict ? verdict.giveUp : verdict.cause;
  await fail(desk, delivery, effect, cause);
}

async function fail(desk: Ports, delivery: Delivery, effect: Webhook, cause: string): Promise<void> {
  // The case first: if this stops in between, the repeat finds the delivery unfinished and comes by again.
  if (effect.about === undefined) await undeliverable(desk, effect.ref, cause);
  else await tellInstead(desk, delivery.caseId, effect, effect.about, cause);
  await desk.deliveries.keep({
    ...delivery,
    state: 'failed',
    note: `${cause} ${delivery.note ?? ''}`.trim(),
  });
}

/** How long an attempt may take until another one is made in its place: longer than its ten seconds (W3). */
const LEASE_SECONDS = 60;

/**
 * Sends one webhook, or tries again what failed before (W1, W3, W4). Repeating is safe: the id is the same in every
 * attempt, so a receiver drops what it has; a delivery that ended, or whose next attempt is not due yet, is left alone.
 */
export async function sendWebhook(desk: Ports, wire: Wire, caseId: string, effect: Webhook): Promise<void> {
  const before = await desk.deliveries.find(effect.id);
  const at = desk.now();
  if (before !== undefined && before.state !== 'retrying') return;
  if (before?.wakeAt !== undefined && Date.parse(before.wakeAt) > Date.parse(at)) return;
  // The queue and every sweep wake the same delivery at the same moment: one of them makes the attempt, and should it
  // die, the delivery's time comes again.
  const until = new Date(Date.parse(at) + LEASE_SECONDS * 1000).toISOString();
  if (before !== undefined && !(await desk.deliveries.claim(before, until))) return;

  const delivery: Delivery = {
    id: effect.id,
    caseId,
    kind: 'webhook',
    state: 'retrying',
    at,
    attempts: (before?.attempts ?? 0) + 1,
  };
  if (isCaptured(await desk.cases.find(caseId)))
    return desk.deliveries.keep({ ...delivery, state: 'captured', note: effect.event });
  const body = await bodyOf(desk, caseId, effect);
  if ('over' in body) return desk.deliveries.keep({ ...delivery, state: 'suppressed', note: body.over });
  // The same body would fail in every attempt: people are asked at once.
  if ('unmapped' in body) return fail(desk, delivery, effect, body.unmapped);

  const system = await wire.system(effect.department);
  if (system.url === '' || system.secrets.length === 0) return fail(desk, delivery, effect, 'no-endpoint');
  const { outcome, note } = await attempt(desk, wire, body.text, effect, system);
  await keep(
    desk,
    wire,
    { ...delivery, note },
    effect,
    retryAfter(delivery.attempts, outcome, wire.chance(), wire.schedule),
  );
}

/** Tries a delivery again because its time has come. */
export async function resendWebhook(desk: Ports, wire: Wire, deliveryId: string): Promise<void> {
  const found = await desk.deliveries.find(deliveryId);
  if (found?.effect === undefined) return;
  await sendWebhook(desk, wire, found.caseId, JSON.parse(found.effect) as Webhook);
}
