import { answered, ask, branch, choose, conclude, inquire, WHAT_THEY_ASK } from '../words/words.ts';

/** What a team may say of an initiative (row 33). */
const VERDICTS = ['approve', 'approve-with-conditions', 'reject'] as const;

/** Instead of a verdict a team may ask the person something: its comment is what it asks (row 38). */
export const ASKING = ['ask-back', 'ask-again'] as const;

export const board = {
  role: 'initiative board',
  procedure: 'Get the verdict of that team today, and enter what they say.',
} as const;

/**
 * Whether a team has said what it thinks, or asks the person first. The answer comes back to the same review, which shows all
 * that the person has answered so far, to any team; after three rounds, or without an answer, the board gets the verdict.
 */
export const asking = (
  what: string,
  by: string,
  { choice, ends, again, onSilence }: Readonly<Record<'choice' | 'ends' | 'again' | 'onSilence', string>>,
) => ({
  [choice]: choose<string>([{ when: answered(...ASKING), next: `Ask the person about the ${what}` }], ends),
  [ends]: conclude({ role: 'desk' }),
  ...inquire(`Ask the person about the ${what}`, {
    role: 'requester',
    procedure: 'Reply in your own words; every team that asked reads it.',
    by,
    question: WHAT_THEY_ASK,
    hours: 240,
    next: again,
    onSilence,
  }),
});

type Review<What extends string> = Readonly<{
  what: What;
  group: `group.${string}`;
  role: string;
  procedure: string;
  show: readonly string[];
}>;

/** A team gives its verdict within three weeks, or the board gets it from them. */
export const review = <const What extends string>({ what, group, ...of }: Review<What>) => {
  const verdict = { show: ['requester', 'goal', ...of.show, 'answers'], stage: 'review' } as const;
  return branch({
    startAt: `Review the ${what}`,
    onFailure: `No verdict on the ${what}`,
    states: {
      ...ask(`Review the ${what}`, group, {
        ...verdict,
        outcomes: [...VERDICTS, ...ASKING],
        role: of.role,
        procedure: of.procedure,
        question: `What is your verdict on the ${what}? Give reasons, or ask: the comment goes to the person.`,
        hours: 504,
        next: `Is there a verdict on the ${what}?`,
        onSilence: `Get the verdict on the ${what}`,
      }),
      ...asking(what, of.role, {
        choice: `Is there a verdict on the ${what}?`,
        ends: `Verdict on the ${what}`,
        again: `Review the ${what}`,
        onSilence: `Get the verdict on the ${what}`,
      }),
      ...ask(`Get the verdict on the ${what}`, 'group.lead', {
        ...verdict,
        ...board,
        outcomes: VERDICTS,
        question: `No verdict on the ${what} so far. What do they say? The comment goes to the person.`,
        hours: 168,
        next: 'end',
        onSilence: `No verdict on the ${what}`,
      }),
      [`No verdict on the ${what}`]: conclude({ role: 'desk', outcome: 'unanswered' }),
    } as Parameters<typeof branch<string>>[0]['states'],
  });
};
