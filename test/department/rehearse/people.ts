import { cancelCase } from '#desk/case/cancel-case.ts';
import { isOver } from '#desk/case/case.ts';
import { expediteCase } from '#desk/case/expedite-case.ts';
import type { Effect } from '#desk/delivery/effect.ts';
import { addBusiness, businessBetween } from '#desk/sla/business-time.ts';
import type { Calendar } from '#desk/sla/calendar.ts';
import { answerTask } from '#desk/task/answer.ts';
import { castVote } from '#desk/task/approval/cast-vote.ts';
import { answerInquiries } from '#desk/task/inquiry/answer-inquiries.ts';
import { ASKS_BACK } from '#desk/task/inquiry/inquiry.ts';
import type { Task } from '#desk/task/task.ts';
import { afterwards } from './afterwards.ts';
import { fillIn } from './fill-in.ts';
import { type Faults, unlessRefused, type World } from './world.ts';

const HOUR = 3_600_000;

/** What teams want to know of the person; some of it is what others have asked. */
const THEY_ASK = [
  'How many users will there be?',
  'Please tell us how many users there are.',
  'Where is the data stored?',
] as const;

/** Everything the people of a rehearsal do. Whom a question reaches answers it, late or never, in the hours of the department. */
export function peopleOf(world: World, faults: Faults) {
  const { ports, rows, now, plan, lifeOf } = world;
  const later = afterwards(world, faults);
  const iso = () => rows.now;

  /** Whoever works for the department sees on its queue what falls due next, and mostly comes before: in opening seconds. */
  function beforeDue({ caseId, of }: Task, calendar: Calendar): number {
    const { random } = lifeOf(caseId);
    const due = rows.heads.get(caseId)?.dueAt;
    const comes = of.kind === 'group' && random.chance(0.85);
    if (!comes || due === undefined || Date.parse(due) <= now() || due.startsWith('9999')) return Infinity;
    return businessBetween(calendar, iso(), due) * (0.2 + 0.7 * random.next());
  }

  /** When somebody gets round to it: opening hours of the department, now and then long after the time is up. */
  function moment(task: Task): number | undefined {
    const { random, deserted, silent } = lifeOf(task.caseId);
    if (deserted || random.chance(silent)) return undefined;
    const left = Math.max(Date.parse(task.expiresAt) - now(), 60_000);
    if (random.chance(0.05)) return now() + left * (1 + random.next());
    // In the last moment: the timer of the state and the answer meet.
    if (random.chance(0.03)) return now() + left - random.below(3000);
    const [calendar] = ports.catalogue.department(task.department).calendars;
    const busy = (Math.min(left, 40 * HOUR) * random.next() ** 2) / 2000;
    const open = Date.parse(addBusiness(calendar, iso(), Math.min(busy, beforeDue(task, calendar))));
    return Math.min(open, now() + left * (0.3 + 0.65 * random.next()));
  }

  const outcomeOf = (task: Task): string => {
    const { random, willing } = lifeOf(task.caseId);
    const [hoped = '', ...others] = task.outcomes;
    return others.length === 0 || random.chance(willing)
      ? hoped
      : (others[random.below(others.length)] ?? hoped);
  };

  const filled = ({ fields, caseId }: Task): Record<string, string> => {
    const { random } = lifeOf(caseId);
    return Object.fromEntries(
      fields
        .filter(({ optional }) => optional !== true || random.chance(0.5))
        .map((field) => [field.name, fillIn(field, now(), random)]),
    );
  };

  const answers = (task: Task, id: string, outcome: string, kind: 'participant' | 'requester' | 'system') => {
    const fields = outcome === task.outcomes[0] || outcome === 'partly' ? filled(task) : {};
    const asks = ASKS_BACK.includes(outcome);
    const comment = asks ? lifeOf(task.caseId).random.pick(THEY_ASK) : 'As it says.';
    const said = { outcome, fields, comment, by: id, at: iso() };
    const act = answerTask(ports, task.ref, { kind, id }, said, () => true);
    return unlessRefused(faults, `'${task.name}' cannot be answered '${outcome}'`, act);
  };

  function vote(task: Task, place: number): void {
    const invitation = task.approval?.invited[place];
    if (invitation === undefined) return;
    const { to, seat, stage, round } = invitation;
    const outcome = outcomeOf(task);
    const when = moment(task);
    if (when === undefined) return;
    const ballot = { seat, stage, round, by: to, outcome, comment: 'As it says.' };
    plan(when, () =>
      unlessRefused(faults, `'${task.name}' cannot be decided`, castVote(ports, task.ref, ballot)),
    );
  }

  /** A reply to what was missing: all of it, some of it, or words nobody can read. */
  function reply(task: Task, to: string): void {
    const when = moment(task);
    const { random } = lifeOf(task.caseId);
    const outcome = random.chance(0.7) ? 'given' : random.chance(0.7) ? 'partly' : 'unclear';
    if (when !== undefined) plan(when, () => answers(task, to, outcome, 'requester'));
  }

  /** An answer in own words to all that is asked of the requester just then, by mail. */
  function says(task: Task, to: string): void {
    const when = moment(task);
    if (when === undefined) return;
    plan(when, async () => {
      const found = await ports.cases.find(task.caseId);
      const said = { text: 'About four hundred.', by: { kind: 'requester' as const, id: to } };
      if (found !== undefined)
        await unlessRefused(faults, `'${task.name}' cannot be answered`, answerInquiries(ports, found, said));
    });
  }

  function reads(task: Task, to: string): void {
    const when = moment(task);
    const outcome = outcomeOf(task);
    if (when !== undefined) plan(when, () => answers(task, to, outcome, 'participant'));
  }

  return {
    answers,
    outcomeOf,
    /** A mail of the desk reaches somebody, who may be asked something in it, or write again. */
    read: (
      caseId: string,
      { template, values = {}, to: [address = ''] }: Extract<Effect, { kind: 'mail' }>,
    ): void => {
      if (template === 'resolved') later.resolved(caseId);
      if (template === 'reopened') later.reopened(caseId);
      const task = rows.tasks.get(values.ref ?? '');
      if (task?.state !== 'asked') return;
      if (template === 'missing') reply(task, address);
      if (template === 'inquiry') says(task, address);
      if (template !== 'task') return;
      if (task.approval === undefined) reads(task, address);
      else vote(task, Number(values.place));
    },
    /** What a requester may do with a case that runs, whatever it does just then. */
    turn: (caseId: string): void => {
      const { random, turn } = lifeOf(caseId);
      const by = { kind: 'requester' as const, id: 'person-1@corp.example' };
      const when = now() + random.between(1, 72) * HOUR;
      if (turn === 'cancelled')
        plan(when, () => unlessRefused(faults, 'cancelled', cancelCase(ports, caseId, by, 'It is done.')));
      if (turn === 'sooner')
        plan(when, async () => {
          const seen = rows.heads.get(caseId);
          if (seen === undefined || seen.priority === 1 || isOver(seen)) return;
          const wish = { priority: (seen.priority - 1) as 1 | 2 | 3, reason: 'It is urgent.' };
          await unlessRefused(faults, 'wished for sooner', expediteCase(ports, caseId, by, wish));
        });
    },
  };
}

export type People = ReturnType<typeof peopleOf>;
