import { ask, branch, choose, conclude, each, eachAnswered } from '../words/words.ts';

/** What a team may say of an initiative (row 33). */
const VERDICTS = ['approve', 'approve-with-conditions', 'reject'] as const;

const board = {
  role: 'initiative board',
  procedure: 'Get the verdict of that team today, and enter what they say.',
} as const;

type Review<What extends string> = Readonly<{
  what: What;
  group: `group.${string}`;
  role: string;
  procedure: string;
  show: readonly string[];
}>;

/** A team gives its verdict within three weeks, or the board gets it from them. */
export const review = <const What extends string>({ what, group, ...of }: Review<What>) => {
  const verdict = {
    outcomes: VERDICTS,
    show: ['requester', 'goal', ...of.show],
    next: 'end',
    stage: 'review',
  } as const;
  return branch({
    startAt: `Review the ${what}`,
    onFailure: `No verdict on the ${what}`,
    states: {
      ...ask(`Review the ${what}`, group, {
        ...verdict,
        role: of.role,
        procedure: of.procedure,
        question: `What is your verdict on the ${what}? Give reasons: the comment goes to the person.`,
        hours: 504,
        onSilence: `Get the verdict on the ${what}`,
      }),
      ...ask(`Get the verdict on the ${what}`, 'group.lead', {
        ...verdict,
        ...board,
        question: `No verdict on the ${what} so far. What do they say? The comment goes to the person.`,
        hours: 168,
        onSilence: `No verdict on the ${what}`,
      }),
      [`No verdict on the ${what}`]: conclude({ role: 'desk', outcome: 'unanswered' }),
    } as Parameters<typeof branch<string>>[0]['states'],
  });
};

const connection = {
  outcomes: ['approve', 'reject'],
  show: ['requester', 'goal', 'systems'],
  stage: 'review',
} as const;

/** Whoever owns a system looks at the connection to it: one review for each that is named, and all have to answer (row 37). */
export const integrations = branch({
  startAt: 'Go through the systems',
  onFailure: 'Not all can be connected',
  states: {
    ...each('Go through the systems', {
      role: 'desk',
      of: 'systems',
      do: branch({
        startAt: 'Review the connection',
        onFailure: 'No word on the connection',
        states: {
          ...ask('Review the connection', 'group.integration', {
            ...connection,
            role: 'integration team',
            procedure: 'Look with the owner of the system at interfaces, data and load.',
            question: "Can it be connected to '{item}'?",
            hours: 504,
            next: 'end',
            onSilence: 'Get word on the connection',
          }),
          ...ask('Get word on the connection', 'group.lead', {
            ...connection,
            ...board,
            question: "Nobody has said whether it can be connected to '{item}'. Can it?",
            hours: 168,
            next: 'end',
            onSilence: 'No word on the connection',
          }),
          'No word on the connection': conclude({ role: 'desk', outcome: 'unanswered' }),
        },
      }),
      next: 'Can all be connected?',
      onMissing: 'Not all can be connected',
    }),
    'Can all be connected?': choose(
      [{ when: eachAnswered('systems', 'approve'), next: 'All can be connected' }],
      'Not all can be connected',
    ),
    'All can be connected': conclude({ role: 'desk', outcome: 'approve' }),
    'Not all can be connected': conclude({ role: 'desk', outcome: 'reject' }),
  },
});
