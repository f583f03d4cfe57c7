import { LOOK_AHEAD_SECONDS } from '../case/commit.ts';
import type { Ports } from '../ports.ts';
import { undeliverable } from '../task/undeliverable.ts';
import { isCaptured } from './capture.ts';
import type { Delivery } from './delivery.ts';
import type { Effect } from './effect.ts';
import { askLeave, bookOutcome } from './endpoint-health.ts';
import { tellInstead } from './promise-webhook.ts';
import { retryAfter } from './retry-after.ts';
import { bodyOf } from './webhook-body.ts';
import { call, isSetUp, type Wire } from './wire.ts';

type Webhook = Extract<Effect, { kind: 'webhook' }>;

async function keep(
  desk: Ports,
  wire: Wire,
  delivery: Delivery,
  effect: Webhook,
  verdict: ReturnType<typeof retryAfter>,
) {
  if ('delivered' in verdict) return desk.deliveries.keep({ ...delivery, state: 'delivered' });
  if ('retryInSeconds' in verdict) return wait(desk, wire, delivery, effect, verdict.retryInSeconds);
  if ('giveUp' in verdict) return fail(desk, delivery, effect, verdict.giveUp);
  return fail(desk, delivery, effect, verdict.cause, { isDisabled: true });
}

async function wait(
  desk: Ports,
  { again }: Wire,
  delivery: Delivery,
  effect: Webhook,
  seconds: number,
): Promise<void> {
  const wakeAt = new Date(Date.parse(delivery.at) + seconds * 1000).toISOString();
  // The index is the truth; a wait shorter than the sweep's look ahead also gets a message of its own.
  await desk.deliveries.keep({ ...delivery, state: 'retrying', wakeAt, effect: JSON.stringify(effect) });
  if (seconds < LOOK_AHEAD_SECONDS) await again(delivery.id, seconds);
}

async function fail(
  desk: Ports,
  delivery: Delivery,
  effect: Webhook,
  cause: string,
  endpoint: Readonly<{ isDisabled: boolean }> = { isDisabled: false },
): Promise<void> {
  // The case first: if this stops in between, the repeat finds the delivery unfinished and comes by again.
  if (effect.about === undefined) await undeliverable(desk, effect.ref, cause, endpoint);
  else await tellInstead(desk, delivery.caseId, effect, effect.about, cause);
  await desk.deliveries.keep({
    ...delivery,
    state: 'failed',
    note: `${cause} ${delivery.note ?? ''}`.trim(),
  });
}

/** How long an attempt may take until another one is made in its place: longer than its ten seconds (W3). */
const LEASE_SECONDS = 60;

/** Those that waited for the same probe come one after the other: the first of them probes. */
const SPREAD_SECONDS = 30;

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
  const lease = new Date(Date.parse(at) + LEASE_SECONDS * 1000).toISOString();
  if (before !== undefined && !(await desk.deliveries.claim(before, lease))) return;

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
  if (!isSetUp(system)) return fail(desk, delivery, effect, 'no-endpoint');
  const may = await askLeave(desk, effect.department, effect.id, effect.about !== undefined);
  if (may === 'disabled') return fail(desk, delivery, effect, 'endpoint-disabled', { isDisabled: true });
  // Time in which nobody calls is no attempt (W5); the task's own time-out ends it in any case (K2).
  const waitFor = (until: string, latest: string) => {
    const seconds = (Date.parse(until) - Date.parse(at)) / 1000 + wire.chance() * SPREAD_SECONDS;
    return wait(desk, wire, { ...delivery, attempts: delivery.attempts - 1, note: latest }, effect, seconds);
  };
  if (typeof may === 'object') return waitFor(may.waitUntil, 'circuit-open');

  const { outcome, note, latencyMs } = await call(desk, wire, system, { id: effect.id, body: body.text });
  const verdict = retryAfter(delivery.attempts, outcome, wire.chance(), wire.schedule);
  const until = await bookOutcome(desk, wire, { effect, caseId, outcome, isProbe: may === 'probe' });
  if (until !== undefined) return waitFor(until, note);
  await keep(desk, wire, { ...delivery, note, latencyMs }, effect, verdict);
}

/** Tries a delivery again because its time has come. */
export async function resendWebhook(desk: Ports, wire: Wire, deliveryId: string): Promise<void> {
  const found = await desk.deliveries.find(deliveryId);
  if (found?.effect === undefined) return;
  await sendWebhook(desk, wire, found.caseId, JSON.parse(found.effect) as Webhook);
}
