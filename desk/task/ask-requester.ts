import type { Case } from '../case/case.ts';
import { hears } from '../case/children.ts';
import { type CaseFact, happened } from '../case/events.ts';
import { missingOf } from '../case/fields/missing.ts';
import { ASKED_BEFORE } from '../case/own-facts.ts';
import { pauseClocks } from '../case/pauses.ts';
import { groupAddress } from '../case/receive.ts';
import type { Effect } from '../delivery/effect.ts';
import type { Commit, Ports } from '../ports.ts';
import { aboutOf } from './about.ts';
import { resumption } from './answer.ts';
import type { Question } from './ask.ts';
import { askOnce } from './ask-once.ts';
import type { Asked, Task } from './task.ts';

/** What the requester may do with the question: say everything, a part of it, or have somebody ask in person. */
export const OUTCOMES = ['given', 'partly', 'unclear'] as const;

/** A question to the requester of a case for what its service needs and nobody has said. */
export type Completion = Omit<Question, 'of' | 'outcomes' | 'fields' | 'show'>;

function asking(desk: Ports, found: Case, asked: Completion, ref: string): Commit {
  const at = desk.now();
  const fields = missingOf(desk.catalogue, found, at).map(({ field }) => field);
  const { team } = desk.catalogue.department(found.department).groups;
  // Whoever is not known to be the requester is told nothing (E4), and of a part they hear through the whole: the
  // department finds out in person.
  const heard = hears(desk.catalogue, found);
  const of: Asked = heard
    ? { kind: 'person', address: found.requester.address }
    : { kind: 'group', group: 'team', address: groupAddress(desk, team) };
  const task: Task = {
    ref,
    caseId: found.id,
    department: found.department,
    state: 'asked',
    of,
    name: asked.state,
    visit: asked.entered,
    question: asked.question,
    outcomes: OUTCOMES,
    fields,
    shown: {},
    ...(!heard && { message: found.body }),
    sequence: found.version + 1,
    processVersion: asked.version,
    about: aboutOf(found),
    askedAt: at,
    expiresAt: new Date(Date.parse(at) + asked.hours * 3_600_000).toISOString(),
    token: asked.token,
  };
  const by = { kind: 'process' as const, id: asked.execution };
  const told: CaseFact & { type: 'TaskAsked' } = {
    type: 'TaskAsked',
    ref,
    state: asked.state,
    visit: asked.entered,
    of: of.address,
    expires: task.expiresAt,
    version: asked.version,
  };
  // Somebody said it meanwhile: nobody is asked or waited for, and the process goes on with that same write.
  if (fields.length === 0) {
    const answer = { outcome: 'given', by: found.requester.address, at };
    return {
      events: happened(at, by, told, { type: 'TaskAnswered', ref, outcome: 'given' }),
      effects: [],
      tasks: [{ type: 'ask', task: { ...task, state: 'answered', answer }, effects: [resumption(task)] }],
    };
  }
  const mail: Effect = {
    kind: 'mail',
    id: `${found.id}-${found.version + 1}-task`,
    to: [of.address],
    template: heard ? 'missing' : 'task',
    values: { ref },
  };
  const waited: CaseFact = heard ? { ...told, waits: 'waiting-requester' } : told;
  const rounds = String(Number(found.facts[ASKED_BEFORE] ?? 0) + 1);
  const waiting: CaseFact[] = heard
    ? [
        ...pauseClocks(desk.catalogue, found, 'waiting-requester'),
        { type: 'MessageSent', to: [of.address], template: 'missing', waiting: true },
      ]
    : [];
  return {
    events: happened(at, by, waited, { type: 'FactRecorded', name: ASKED_BEFORE, value: rounds }, ...waiting),
    effects: [mail],
    tasks: [{ type: 'ask', task }],
  };
}

/**
 * Asks a requester, in one mail, for everything their case's service needs and does not know yet (row 18); the case waits
 * for them, and what does not count meanwhile is paused. Repeating is safe: the reference is made from the visit of the
 * state, so a repeated call binds the newer token and asks nobody twice. Once the case is over nothing is asked, and the
 * execution is stopped. Refuses `case-not-found`.
 */
export const askRequester = (desk: Ports, asked: Completion): Promise<string> =>
  askOnce(desk, asked, (found, ref) => asking(desk, found, asked, ref));
