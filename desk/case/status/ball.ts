import { inList, inZone } from '../../delivery/wording.ts';
import type { Catalogue } from '../../department.ts';
import type { Task } from '../../task/task.ts';
import { type Case, isOver } from '../case.ts';
import { askedOf, groupWord, listed } from './roles.ts';
import type { Ball, Known, Outstanding } from './status.ts';

/** Whether a question is one that the requester answers. */
export const isTheirs = ({ of }: Task, { requester }: Case): boolean =>
  of.kind === 'person' && of.address === requester.address;

const unique = (words: readonly string[]) => [...new Set(words)];

/** Between two states of a process nobody is asked for a moment, which is no waiting (ms). */
const BETWEEN_STATES = 60_000;

/** The next day its facts name: what a process that has begun its work waits for when it asks nobody. */
function dayAhead({ of, tasks, commits }: Known, now: string): string | undefined {
  const { facts, execution, stage } = of;
  const since = Date.parse(now) - Date.parse(commits.at(-1)?.events.at(-1)?.at ?? of.openedAt);
  if (execution === undefined || stage === 'received' || tasks.length > 0 || since < BETWEEN_STATES)
    return undefined;
  const today = now.slice(0, 10);
  return Object.values(facts)
    .filter((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && value > today)
    .sort()[0];
}

/** The day without an hour that nobody has promised. */
const dayOf = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }).format(new Date(day));

const OVER = {
  resolved: 'Nobody has to do anything more. If it did not help, simply reply to our last mail.',
  closed: 'Nobody has to do anything more.',
} as const;

/**
 * Who has the ball: exactly one of the five, the requester first. A part that is not theirs to see leaves it with the
 * department of the whole (row 27).
 */
export function ballOf(catalogue: Catalogue, known: Known, now: string): Ball {
  const { of, tasks, parts } = known;
  const own = catalogue.department(of.department);
  if (of.merged !== undefined) return withUs([own.name]);
  if (isOver(of))
    return { holder: 'nobody', who: [], label: OVER[of.status === 'resolved' ? 'resolved' : 'closed'] };
  if (of.status === 'waiting' || tasks.some((task) => isTheirs(task, of)))
    return { holder: 'you', who: [], label: 'It is your turn: we wait for your answer.' };
  if (of.hold !== undefined) return resting(of.hold.until, inZone(catalogue, of.department, of.hold.until));
  const people = tasks
    .filter(({ of: { kind } }) => kind !== 'case')
    .flatMap((each) => askedOf(catalogue, each));
  const departments = parts
    .filter((part) => !isOver(part))
    .map(({ department }) => catalogue.department(department).name);
  if (people.length > 0) return withUs(unique([...people, ...departments]));
  if (departments.length > 0) return { ...withUs(unique(departments)), holder: 'department' };
  const day = dayAhead(known, now);
  if (day !== undefined) return resting(day, dayOf(day));
  return withUs([groupWord(own, 'team')]);
}

/** It is with these groups or departments. */
export const withUs = (who: readonly string[]): Ball => ({
  holder: 'us',
  who,
  label: `It is with ${listed(who)}.`,
});

const resting = (until: string, said: string): Ball => ({
  holder: 'date',
  who: [],
  until,
  label: `Nobody has to do anything before ${said}.`,
});

/** Whom an answer is waited from besides the requester, by role, each once, the longest first. */
export function outstandingOf(catalogue: Catalogue, { of, tasks }: Omit<Known, 'commits'>): Outstanding[] {
  const all = tasks
    .filter((task) => task.of.kind !== 'case' && !isTheirs(task, of))
    .sort((a, b) => a.askedAt.localeCompare(b.askedAt))
    .flatMap(({ askedAt: since, ...task }) => {
      const label = `since ${inList(catalogue, of.department, since)}`;
      return askedOf(catalogue, { ...task, askedAt: since }).map((who) => ({ who, since, label }));
    });
  return all.filter(({ who }, at) => all.findIndex((each) => each.who === who) === at);
}
