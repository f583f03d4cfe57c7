import { ask, branch, child, conclude } from '../words/words.ts';

/** What a department does for somebody who joins, moves or leaves. */
type PartFor<What extends string> = Readonly<{
  what: What;
  role: string;
  department: string;
  service: string;
  subject: string;
  /** What the department learns, and nothing else (A10). */
  facts: readonly string[];
  hours: number;
}>;

/**
 * A department does its part as a case of its own, with its own promises. What has not ended in time falls to the HR
 * partner, who finds out; the branch ends `done` or `open`.
 */
export const partFor = <const What extends string>({ what, ...part }: PartFor<What>) =>
  branch({
    startAt: `Hand over the ${what}`,
    onFailure: `No word on the ${what}`,
    states: {
      ...child(`Hand over the ${what}`, {
        ...part,
        procedure: `Takes care of the ${what} by its own process, and says when it is done.`,
        next: 'end',
        onSilence: `Find out about the ${what}`,
      }),
      ...ask(`Find out about the ${what}`, 'group.partner', {
        role: 'HR partner',
        procedure: `Call whoever should take care of the ${what}; see that it is done today, or say that it is open.`,
        question: `Nobody has said that the ${what} is taken care of. Please find out.`,
        outcomes: ['done', 'open'],
        show: ['requester', ...part.facts],
        hours: 48,
        stage: 'departments',
        next: 'end',
        onSilence: `No word on the ${what}`,
      }),
      [`No word on the ${what}`]: conclude({ role: 'desk', outcome: 'open' }),
    } as Parameters<typeof branch<string>>[0]['states'],
  });
