import type { Effect } from '../delivery/effect.ts';
import type { Department, Service } from '../department.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { placementOf } from '../routing/route.ts';
import { saidFor } from '../routing/said-for.ts';
import { leavesConfidence } from './boundary.ts';
import type { Case } from './case.ts';
import { stopClocks } from './clocks.ts';
import { type Decided, stepOf } from './commit.ts';
import { letter } from './escalate-inside.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { opening } from './open-case.ts';
import { isQuiet, keyFor } from './quiet.ts';
import { referenceOf } from './reference.ts';
import { stop, withdraw } from './resolve-case.ts';

const DAY = 86_400_000;

/** How the case ends that stays behind. */
const HANDED_OVER = 'handed-over';

/** Where a case is to go. */
export type Place = Readonly<{ department: Department; service: Service }>;

/** What goes along with a case that leaves people to whom something was said in confidence (row 28). */
export type Leaving = Readonly<{
  /** All that is read there: the words of whoever hands it over, instead of what was said so far. */
  handOver?: string;
  /** Why everything may be read there after all. */
  release?: string;
}>;

const refuse = (pointer: string, message: string) =>
  new DeskError('invalid', `${pointer.slice(1)} ${message}`, { faults: [{ pointer, message }] });

/**
 * How a case goes to another place: as it is, or by the words of a hand-over alone. What was said in confidence goes nowhere
 * as it is, unless somebody of its own people releases it with a reason; what somebody in distress said is never released
 * (rows 14, 28). Refuses `invalid`, naming what is missing.
 */
export function howItLeaves(
  { catalogue }: Pick<Ports, 'catalogue'>,
  found: Case,
  { department, service }: Place,
  { handOver, release }: Leaving,
  pointer = '/service',
): 'as-it-is' | 'in-words' {
  if (isQuiet(found) && !isQuiet(service))
    throw refuse(pointer, 'should be where people in distress are heard');
  if (handOver !== undefined && release !== undefined)
    throw refuse('/release', 'says that everything may be read there, and handOver that it may not');
  if (handOver !== undefined) {
    if (department.id === found.department) throw refuse('/handOver', 'is for another department');
    return 'in-words';
  }
  if (!leavesConfidence(catalogue, found, department)) return 'as-it-is';
  if (release !== undefined && !isQuiet(found)) return 'as-it-is';
  const { name } = catalogue.department(found.department);
  throw refuse(
    '/handOver',
    `should be what ${department.name} may read: what was said to ${name} is confidential and stays there`,
  );
}

/** Refuses `conflict` for a case that others hang on: who waits for it would hear nothing any more. */
function checkAlone({ parent, children = {}, absorbed = [], reference }: Case): void {
  if (parent === undefined && Object.keys(children).length === 0 && absorbed.length === 0) return;
  throw new DeskError('conflict', `${reference} is part of a larger matter, and is not handed over alone`);
}

/** The case that begins elsewhere: whose it is, and the words of the hand-over. No word, file or fact of the other one. */
async function beginning(desk: Ports, found: Case, by: Actor, { department, service }: Place, text: string) {
  const at = desk.now();
  const id = desk.ids.caseId();
  const placement = placementOf(department, service, { reason: HANDED_OVER, score: 0, because: [] });
  const body = keyFor(isQuiet(placement), `messages/${id}`);
  await desk.bodies.put(body, { text });
  const opened = opening(desk, id, referenceOf(department.prefix, id), {
    channel: found.channel,
    requester: found.requester,
    // Their own title may say what is nobody's business there.
    subject: service.title,
    body,
    verified: found.verified,
    // Who has no vote on the matter has none on what comes of it (A3).
    ...(found.submitter !== undefined && { submitter: found.submitter }),
    placement,
    // Whoever is in distress had our first words, which are said once (row 14).
    acknowledge: found.verified && !isQuiet(found),
    said: saidFor(desk.catalogue, placement, text, at),
    ...(found.shadow && { shadow: true as const }),
    at,
    by,
  });
  const link: CaseFact = { type: 'CaseLinked', other: found.id, as: 'split-from' };
  // What a person was promised from end to end stands, whoever has the matter (row 24).
  const events = opened.events.map((event) =>
    event.type === 'ClockStarted' && event.clock === 'e2e' ? { ...event, since: found.openedAt } : event,
  );
  return { id, opened: { ...opened, events: [...events, ...happened(at, by, link)] } };
}

/**
 * Hands a matter over to another department, in the words of whoever does it (row 28): a case of its own begins there, and the
 * one it comes from ends where it lies, with all that was said in it. So every door that asks who may see a case keeps them
 * apart. Its questions are taken back and its process stops; a reply to it finds the same people as ever, for its days of
 * grace. Both are one write; repeating is refused, because what is over is not handed over.
 */
export async function handingOver(
  desk: Ports,
  found: Case,
  by: Actor,
  to: Place,
  { text, reason = HANDED_OVER, tell }: Readonly<{ text: string; reason?: string; tell?: string }>,
): Promise<Decided & { begun: Case }> {
  checkAlone(found);
  const at = desk.now();
  const { id, opened } = await beginning(desk, found, by, to, text);
  const letters: Effect[] =
    tell === undefined
      ? []
      : [letter({ id, version: 0 }, tell, { escalation: 'functional', to: '', reason: '' })];
  const begun = stepOf(desk, undefined, { ...opened, effects: [...opened.effects, ...letters] });
  const left = withdraw(found, HANDED_OVER);
  const { graceDays } = desk.catalogue.department(found.department);
  const closes = { closesAt: new Date(Date.parse(at) + graceDays * DAY).toISOString() };
  const moved = {
    from: `${found.department}/${found.service}`,
    to: `${to.department.id}/${to.service.id}`,
  };
  return {
    begun: begun.after,
    beside: [begun],
    events: happened(
      at,
      by,
      { type: 'CaseEscalated', escalation: 'functional', ...moved, reason },
      { type: 'CaseLinked', other: id, as: 'split-into' },
      ...left.facts,
      ...stopClocks(found),
      { type: 'CaseResolved', outcome: HANDED_OVER, ...(!isQuiet(found) && closes) },
    ),
    effects: stop(found),
    tasks: left.tasks,
  };
}
