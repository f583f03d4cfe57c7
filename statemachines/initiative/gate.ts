import { entrust } from '../words/entrust.ts';
import { answered, choose, complete, continued } from '../words/words.ts';
import { board, coordinator, RENEWED } from './go-live.ts';

const asked = complete('Ask for the requirements', {
  role: 'requester',
  procedure: 'Reply with what the requirements document does not say yet, or fill in the page.',
  question: 'Your requirements document does not say everything yet. Here is all that is missing.',
  hours: 960,
  next: 'Take the lead',
  onSilence: 'Complete the requirements',
});

const START = 'Ask for the requirements: is anything missing?';

/** No team looks before all is said: everything that is missing goes back in one reply, and the promise waits (row 32). */
export const requirementsGate = {
  ...asked,
  [START]: continued(RENEWED, asked[START]),
  ...entrust('Complete the requirements', 'group.team', {
    ...coordinator,
    procedure: 'Sit down with the person and write the missing sections together.',
    question: 'The requirements are not complete. Please complete them. The comment goes to the person.',
    outcomes: ['complete', 'withdrawn'],
    fields: 'missing',
    show: ['requester', 'message'],
    hours: 240,
    stage: 'coordinating',
    next: 'Complete?',
    lead: { ...board, state: 'Complete them with the board', hours: 72 },
    meanwhile: {
      state: 'Tell the person nothing has begun',
      text: 'Nothing has begun yet, because the requirements are not complete. A coordinator will call you.',
    },
  }),
  'Complete?': choose([{ when: answered('complete'), next: 'Take the lead' }], 'Close as withdrawn'),
};
