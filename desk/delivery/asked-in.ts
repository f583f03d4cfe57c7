import type { Ports } from '../ports.ts';
import type { Task } from '../task/task.ts';
import type { Effect } from './effect.ts';
import { notAsked } from './invitation.ts';

/** What is asked in something that is written to people. */
export type AskedIn = Readonly<{
  task?: Task;
  /** What a reminder asks again. */
  again?: readonly Task[];
}>;

/**
 * The questions that something written to people is about, as they stand when it is sent, and why it is not sent any more: its
 * question is over. A reminder is sent as long as one of its questions is open, and asks only what is.
 */
export async function askedIn(
  { tasks, now }: Pick<Ports, 'tasks' | 'now'>,
  values: Extract<Effect, { kind: 'mail' }>['values'],
): Promise<Readonly<{ asked: AskedIn; over?: string }>> {
  const { ref, refs } = values ?? {};
  if (refs !== undefined) {
    const rows = await Promise.all(refs.split(' ').map((each) => tasks.find(each)));
    const again = rows.filter((row) => row !== undefined).filter(isOpen(now()));
    return { asked: { again }, ...(again.length === 0 && { over: 'answered' }) };
  }
  const task = ref === undefined ? undefined : await tasks.find(ref);
  const over = notAsked(values, task);
  return { asked: task === undefined ? {} : { task }, ...(over !== undefined && { over }) };
}

/** Once its time is up it falls to a person, whether or not its process was told. */
const isOpen =
  (now: string) =>
  ({ state, expiresAt }: Task): boolean =>
    state === 'asked' && Date.parse(expiresAt) > Date.parse(now);
