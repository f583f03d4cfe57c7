import type { Case, Notice } from '../case/case.ts';
import { escalateInside } from '../case/escalate-inside.ts';
import { type Actor, type CaseFact, happened } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import { groupAddress } from '../case/receive.ts';
import { retargetClocks } from '../case/retarget-clocks.ts';
import type { Effect } from '../delivery/effect.ts';
import type { Ports, Step } from '../ports.ts';
import type { ThresholdReached } from './clock.ts';
import { type EscalationAction, stepsOf } from './escalation.ts';
import { besides } from './open-beside.ts';
import { tellFrom } from './tell-from.ts';
import { isLate } from './threshold.ts';

const CLOCK: Actor = { kind: 'clock' };

/** What a commit says and sends because of thresholds. */
export type Said = Readonly<{
  facts: readonly CaseFact[];
  effects: readonly Effect[];
  /** Cases that are opened in the same transaction. */
  beside?: readonly Step[];
}>;

type Desk = Pick<Ports, 'catalogue' | 'settings' | 'now' | 'ids'>;

/** The addresses behind roles: `worker` is the assignee, else the team; a role the department lacks is its lead. */
export function addressesOf(desk: Desk, of: Case, roles: readonly string[]): readonly string[] {
  const { groups } = desk.catalogue.department(of.department);
  const addresses = roles.map((role) =>
    role === 'worker'
      ? (of.assignee ?? groupAddress(desk, groups.team))
      : groupAddress(desk, groups[role] ?? groups.lead),
  );
  return [...new Set(addresses)];
}

/** The mail about a promise. Its id names the threshold, so two of one promise in one commit are two mails. */
export function noticeMail(desk: Desk, of: Case, notice: Omit<Notice, 'run' | 'until'>): Effect {
  const { promise, threshold, due, to } = notice;
  const template = isLate(threshold) ? ('sla-breach' as const) : ('sla-warning' as const);
  const words = [promise, threshold, ...to]
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return {
    kind: 'mail',
    id: `${of.id}-${of.version + 1}-${template}-${words}`,
    to: addressesOf(desk, of, to),
    template,
    values: { clock: promise, threshold: String(threshold), due },
  };
}

/** What one action of a step says and sends. */
function act(desk: Desk, of: Case, reached: ThresholdReached, action: EscalationAction): Said {
  const { clock: promise, run, threshold, due } = reached;
  if ('notify' in action) {
    const until = tellFrom(desk, of, promise);
    const notice = { promise, run, threshold, due, to: action.notify };
    return until === undefined
      ? { facts: [], effects: [noticeMail(desk, of, notice)] }
      : { facts: [{ type: 'NoticeDeferred', notice: { ...notice, until } }], effects: [] };
  }
  if ('reassign' in action) {
    const [assignee = ''] = addressesOf(desk, of, [action.reassign]);
    return { facts: of.assignee === assignee ? [] : [{ type: 'CaseAssigned', assignee }], effects: [] };
  }
  if ('escalate' in action) {
    const reason = `${promise}: ${threshold} %, due ${due}`;
    // A role the department lacks is its lead, as everywhere in an escalation.
    const { groups } = desk.catalogue.department(of.department);
    const to = Object.hasOwn(groups, action.to) ? action.to : 'lead';
    const asked = { escalation: action.escalate, to, reason };
    return escalateInside(desk, of, asked, `${promise}-${threshold}`);
  }
  if ('open' in action) {
    const step = besides(desk, of, reached, action.open);
    if (step !== undefined)
      return {
        facts: [{ type: 'CaseLinked', other: step.after.id, as: 'related' }],
        effects: [],
        beside: [step],
      };
    // Who may not read it, or is not there yet, is asked by a person.
    const notice = noticeMail(desk, of, { promise, threshold, due, to: ['lead'] });
    return { facts: [], effects: [{ ...notice, id: `${notice.id}-open` }] };
  }
  if ('raisePriority' in action) return { facts: raised(desk, of), effects: [] };
  const event = 'page' in action ? 'case.page' : action.webhook;
  const instead = 'page' in action ? action.page : 'lead';
  return { facts: [], effects: [calling(desk, of, reached, event, instead)] };
}

/** One step more urgent, with that priority's promises (L4). */
function raised(desk: Desk, of: Case): readonly CaseFact[] {
  const { priority } = of;
  if (priority === 1) return [];
  const next = (priority - 1) as Case['priority'];
  return [
    { type: 'PriorityRaised', priority: next },
    ...retargetClocks(desk, of, { department: of.department, service: of.service, priority: next }),
  ];
}

/** A signed webhook at once; a department without a system has its people told by mail instead, at any hour. */
function calling(desk: Desk, of: Case, reached: ThresholdReached, event: string, instead: string): Effect {
  const { clock: promise, threshold, due } = reached;
  if (!desk.catalogue.department(of.department).hasSystem)
    return noticeMail(desk, of, { promise, threshold, due, to: [instead] });
  const words = `${event}-${promise}-${threshold}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return {
    kind: 'webhook',
    id: `${of.id}-${of.version + 1}-${words}`,
    department: of.department,
    event,
    ref: '',
    about: { at: desk.now(), sequence: of.version + 1, promise, threshold: String(threshold), due, instead },
  };
}

/** What thresholds that were reached say and send, in their order: each is recorded, then its steps are taken. */
export function escalate(desk: Desk, found: Case, reached: readonly ThresholdReached[]): Said {
  const facts: CaseFact[] = [];
  const effects: Effect[] = [];
  const beside: Step[] = [];
  let of = found;
  const add = (said: Said) => {
    facts.push(...said.facts);
    effects.push(...said.effects);
    beside.push(...(said.beside ?? []));
    of = happened(desk.now(), CLOCK, ...said.facts).reduce(evolve, of);
  };
  for (const { at: _now, ...fact } of reached) add({ facts: [fact], effects: [] });
  for (const each of reached)
    for (const step of stepsOf(desk.catalogue, found, each.clock))
      if (step.at === each.threshold) for (const action of step.do) add(act(desk, of, each, action));
  return { facts, effects, beside };
}
