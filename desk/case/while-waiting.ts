import type { Commit, Ports } from '../ports.ts';
import { afterBusinessDays } from '../sla/business-days.ts';
import type { Case } from './case.ts';
import { answerParent } from './children.ts';
import type { CaseFact } from './events.ts';
import { closing, stop } from './resolve-case.ts';
import { askedOfRequester, waitingDue } from './waiting-due.ts';

/** What the process of a parent reads of a part that was closed. */
const UNANSWERED = 'A question to the requester was not answered.';

/** What is said, sent and settled because a case waits. */
type Said = Readonly<{ facts: readonly CaseFact[] }> & Pick<Commit, 'effects' | 'tasks'>;

/** Word of everything that is still asked, by what is open once it is sent. Late and repeated looks find it said. */
const askingAgain = (found: Case, since: string, times: number, id: string): Said => {
  const to = [found.requester.address];
  const refs = askedOfRequester(found)
    .map(({ ref }) => ref)
    .join(' ');
  return {
    facts: [
      { type: 'RequesterReminded', since, times },
      { type: 'MessageSent', to, template: 'asked-again' },
    ],
    effects: [{ kind: 'mail', id, to, template: 'asked-again', values: { refs } }],
  };
};

/**
 * What a look does about a case that waits for its requester: one reminder of what its process asks or that says when it
 * closes, however many were missed, or the closing, of which whatever it is a part of hears that this will not be done (row 23).
 */
export async function whileWaiting(
  desk: Pick<Ports, 'catalogue' | 'now' | 'tasks'>,
  found: Case,
): Promise<Said> {
  const now = desk.now();
  const due = waitingDue(desk.catalogue, found);
  const { waiting, calendars } = desk.catalogue.department(found.department);
  if (due === undefined || waiting === undefined || Date.parse(due.at) > Date.parse(now))
    return { facts: [], effects: [] };
  const to = [found.requester.address];
  const next = `${found.id}-${found.version + 1}`;
  if (due.does === 'close')
    return {
      facts: [...closing(found, 'no-answer'), { type: 'MessageSent', to, template: 'closed-unanswered' }],
      effects: [
        { kind: 'mail', id: `${next}-unanswered`, to, template: 'closed-unanswered' },
        ...stop(found),
      ],
      tasks: await answerParent(desk, found, { outcome: 'cancelled', text: UNANSWERED }),
    };
  const after = (start: string, days: number) => afterBusinessDays(calendars[0], start, days);
  const { remindAfterDays, closeAfterDays } = waiting;
  const times = remindAfterDays.filter(
    (days) => Date.parse(after(due.since, days)) <= Date.parse(now),
  ).length;
  if (due.does === 'ask-again') return askingAgain(found, due.since, times, `${next}-reminder`);
  // After a standstill of the desk nobody is closed on sooner than the last reminder would have left them.
  const left = after(now, closeAfterDays - (remindAfterDays[times - 1] ?? 0));
  const planned = after(due.since, closeAfterDays);
  const closesAt = times < remindAfterDays.length || Date.parse(planned) > Date.parse(left) ? planned : left;
  return {
    facts: [
      { type: 'RequesterReminded', since: due.since, times, closesAt },
      { type: 'MessageSent', to, template: 'reminder' },
    ],
    effects: [{ kind: 'mail', id: `${next}-reminder`, to, template: 'reminder', values: { closesAt } }],
  };
}
