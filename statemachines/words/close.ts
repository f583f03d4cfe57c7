import { run } from './run.ts';

/** How a case ends: with which outcome, and in which words; without words of its own, in those of whoever answered last. */
export type Ending = Readonly<{
  outcome: string;
  text?: string;
  /** What it is the cause of is resolved with it, each with the same words. */
  withLinked?: true;
  /** Who sees to it where another department's part is open still, since the whole ends last (row 23). */
  whileOpen?: string;
}>;

/** The ends of a process, each by the name of its state: the case is resolved, and its requester hears why. */
export function close<const Name extends string>(
  endings: Readonly<Record<Name, Ending>>,
): Readonly<Record<Name, ReturnType<typeof run<'end'>>>> {
  const closed = Object.entries<Ending>(endings).map(([name, { outcome, text, withLinked, whileOpen }]) => [
    name,
    {
      ...run('resolveCase', {
        role: 'desk',
        with: { outcome, text: text ?? '{% $answer.comment %}', ...(withLinked && { withLinked }) },
        next: 'end',
      }),
      ...(whileOpen !== undefined && {
        Catch: [{ ErrorEquals: ['children-open'], Next: whileOpen, Output: '{% $states.input %}' }],
      }),
    },
  ]);
  return Object.fromEntries(closed);
}
