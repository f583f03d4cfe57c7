import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { aboutOf } from '../task/about.ts';
import type { Task } from '../task/task.ts';
import { WISH } from '../task/wish.ts';
import { type Case, isOver } from './case.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, happened, type Placement } from './events.ts';
import { groupAddress } from './receive.ts';

/** How long the lead may take to decide on a wish (hours); after that it stays as planned. */
const HOURS = 24;

/** That a case should be done sooner than planned, and why. */
export type Wish = Readonly<{ priority: Placement['priority']; reason: string }>;

const refused = (message: string) =>
  new DeskError('invalid', `priority ${message}`, { faults: [{ pointer: '/priority', message }] });

/**
 * Asks the department's lead whether a case is to be done sooner (row 11). Nothing changes before the answer, which comes
 * by link or API as to every question. Refuses `case-not-found`, `case-closed`, `invalid` for a priority that is no more
 * urgent, and `conflict` as long as an earlier wish is undecided.
 */
export async function expediteCase(desk: Ports, caseId: string, by: Actor, wish: Wish): Promise<Case> {
  const after = await change(
    desk,
    caseId,
    (found) => {
      if (isOver(found)) throw new DeskError('case-closed', `case ${found.reference} is over`);
      if (wish.priority >= found.priority)
        throw refused(`should be less than ${found.priority}, which it is`);
      if (found.asked[WISH] !== undefined)
        throw new DeskError('conflict', `whether ${found.reference} is to be done sooner is being decided`);
      const task = asking(desk, found, by, wish);
      const { ref, expiresAt, visit } = task;
      const to = 'address' in task.of ? task.of.address : '';
      const asked: CaseFact = {
        type: 'TaskAsked',
        ref,
        state: WISH,
        visit,
        of: to,
        expires: expiresAt,
        look: expiresAt,
      };
      const id = `${found.id}-${found.version + 1}-wish-task`;
      return {
        events: happened(desk.now(), by, { type: 'NoteAdded', text: wish.reason }, asked),
        effects: [{ kind: 'mail', id, to: [to], template: 'task', values: { ref } }],
        tasks: [{ type: 'ask', task }],
      };
    },
    { answers: true },
  );
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}

/** The question to the lead. No process waits for it, so it has no token; who wished does not decide (A3). */
function asking(desk: Ports, found: Case, by: Actor, { priority, reason }: Wish): Task {
  const at = desk.now();
  const { lead } = desk.catalogue.department(found.department).groups;
  return {
    ref: desk.ids.ref(),
    caseId: found.id,
    department: found.department,
    state: 'asked',
    of: { kind: 'group', group: 'lead', address: groupAddress(desk, lead) },
    name: WISH,
    visit: at,
    question: `${WISH} What is approved goes before others of its kind, with the promises of that priority.`,
    outcomes: ['approve', 'reject'],
    fields: [],
    shown: {
      requester: found.requester.address,
      subject: found.subject,
      reason,
      priority: `${priority} instead of ${found.priority}`,
    },
    sequence: found.version + 1,
    processVersion: '',
    about: aboutOf(found),
    wish: { priority, by: by.id ?? '' },
    askedAt: at,
    expiresAt: new Date(Date.parse(at) + HOURS * 3_600_000).toISOString(),
    token: '',
  };
}
