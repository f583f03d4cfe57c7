import { groupAddress } from '../case/receive.ts';
import { isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';
import {
  type Attempt,
  afterAttempt,
  disabled,
  type Health,
  isWell,
  type May,
  mayCall,
  probing,
} from './circuit.ts';
import type { Effect, Outgoing } from './effect.ts';
import type { Outcome } from './retry-after.ts';
import type { Wire } from './wire.ts';

type Webhook = Extract<Effect, { kind: 'webhook' }>;

/** How often a lost race is decided anew: as many containers deliver at once. */
const ATTEMPTS = 6;

/** Decides on what is known of an endpoint until nobody else was faster; undefined where somebody always was. */
export async function decide<T>(
  desk: Pick<Ports, 'endpoints'>,
  department: string,
  act: (health: Health | undefined) => Promise<T>,
): Promise<T | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const health = await desk.endpoints.find(department);
    try {
      return await act(health);
    } catch (error) {
      if (!isRefusal(error, 'stale-version')) throw error;
    }
  }
  return undefined;
}

/** A minute, in which whoever was faster has found out. */
const MINUTE_MS = 60_000;

/**
 * Whether a message may be sent to a department's system now (W5). Of those that wait for a circuit one probes: whoever
 * writes so first. A call for people does not wait: it has its own attempts, and ends with a mail instead.
 */
export async function askLeave(
  desk: Pick<Ports, 'endpoints' | 'now'>,
  department: string,
  message: string,
  isCall: boolean,
): Promise<May> {
  const at = desk.now();
  const may = await decide(desk, department, async (health): Promise<May> => {
    const found = mayCall(health, message, at);
    if (isCall && found !== 'disabled') return 'call';
    if (found === 'probe' && health !== undefined)
      await desk.endpoints.keep(department, health, probing(health, at), []);
    return found;
  });
  return may ?? { waitUntil: new Date(Date.parse(at) + MINUTE_MS).toISOString() };
}

/** Keeps what became of an attempt, and gives what was known before and is now. Where all is well nothing is written. */
const bookAttempt = (desk: Pick<Ports, 'endpoints'>, department: string, attempt: Attempt) =>
  decide(desk, department, async (before): Promise<Readonly<{ before?: Health; after?: Health }>> => {
    if (!attempt.failed && isWell(before, attempt.at)) return {};
    const after = afterAttempt(before, attempt);
    if (after !== before) await desk.endpoints.keep(department, before, after, []);
    return { ...(before && { before }), after };
  });

/**
 * Switches an endpoint off that says it is gone (W3), and tells its owner with the same write: once, whoever else hears it
 * too. `caseId` is the case it was asked about. Says whether it was this one who switched it off.
 */
async function disableEndpoint(desk: Ports, department: string, caseId: string): Promise<boolean> {
  const at = desk.now();
  const told: Outgoing = {
    caseId,
    effect: {
      kind: 'mail',
      // By when it was: what is forgotten after a day counts its versions from the first again.
      id: `${caseId}-endpoint-${department}-${Date.parse(at)}`,
      to: [groupAddress(desk, desk.catalogue.department(department).groups.lead)],
      template: 'endpoint-disabled',
    },
  };
  const off = await decide(desk, department, async (health) => {
    if (health?.state === 'disabled') return false;
    await desk.endpoints.keep(department, health, disabled(health, at), [told]);
    return true;
  });
  if (off === undefined) throw new Error(`the endpoint of ${department} could not be switched off`);
  return off;
}

/** What says that the endpoint is at fault; any other answer says that somebody is there, whatever they think of the message. */
const isFailure = (outcome: Outcome): boolean =>
  outcome.kind === 'answered'
    ? [408, 429].includes(outcome.status) || outcome.status >= 500
    : outcome.kind === 'timeout' || outcome.kind === 'network';

/** Ends a delivery at once, for each message anew: people are asked, and nobody waits for a circuit. */
const isOurs = ({ kind }: Outcome): boolean => kind === 'tls' || kind === 'blocked-address';

/**
 * Keeps what an attempt says of its endpoint (W3, W5), and tells whom it concerns once. Says until when the message goes on
 * waiting, where it was a probe in vain: that is no attempt of its own. Repeating is safe: an attempt that is counted twice,
 * or not at all because others were always faster, opens a circuit a little sooner or later.
 */
export async function bookOutcome(
  desk: Ports,
  { alarm }: Pick<Wire, 'alarm'>,
  tried: Readonly<{ effect: Webhook; caseId: string; outcome: Outcome; isProbe: boolean }>,
): Promise<string | undefined> {
  const { effect, caseId, outcome, isProbe: probe } = tried;
  const { department, id: message } = effect;
  if (isOurs(outcome)) return undefined;
  if (outcome.kind === 'answered' && outcome.status === 410) {
    if (await disableEndpoint(desk, department, caseId)) alarm('EndpointsDisabled', department);
    return undefined;
  }
  const attempt = { message, failed: isFailure(outcome), probe, at: desk.now() };
  const { before, after } = (await bookAttempt(desk, department, attempt)) ?? {};
  if (after?.state !== 'open') return undefined;
  if (before?.state !== 'open') alarm('CircuitsOpened', department);
  // A message that alone has opened it goes by its own attempts, and so does one that was told when to come again.
  const ownTime =
    after.only !== undefined || (outcome.kind === 'answered' && outcome.retryAfter !== undefined);
  return probe && !ownTime ? after.until : undefined;
}
