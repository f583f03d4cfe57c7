import { ask, branch, choose, conclude, each, eachAnswered } from '../words/words.ts';
import { ASKING, asking, board } from './reviews.ts';

const VERDICTS = ['approve', 'reject'] as const;
const connection = { show: ['requester', 'goal', 'systems', 'answers'], stage: 'review' } as const;

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
            outcomes: [...VERDICTS, ...ASKING],
            role: 'integration team',
            procedure: 'Look with the owner of the system at interfaces, data and load.',
            question: "Can it be connected to '{item}'? The comment goes to the person if you ask.",
            hours: 504,
            next: 'Is there word on the connection?',
            onSilence: 'Get word on the connection',
          }),
          ...asking('connection', 'integration team', {
            choice: 'Is there word on the connection?',
            ends: 'Word on the connection',
            again: 'Review the connection',
            onSilence: 'Get word on the connection',
          }),
          ...ask('Get word on the connection', 'group.lead', {
            ...connection,
            ...board,
            outcomes: VERDICTS,
            question: "Nobody has said whether it can be connected to '{item}'. Can it?",
            hours: 168,
            next: 'end',
            onSilence: 'No word on the connection',
          }),
          'No word on the connection': conclude({ role: 'desk', outcome: 'unanswered' }),
        } as Parameters<typeof branch<string>>[0]['states'],
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
