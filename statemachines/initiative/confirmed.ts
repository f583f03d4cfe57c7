import { entrust } from '../words/entrust.ts';
import { board } from './go-live.ts';

/** What was changed for one team may be unsafe now: information security has the last word, and nobody overrules it (row 35). */
export const confirmed = entrust('Confirm it with information security', 'group.security', {
  role: 'information security',
  procedure: 'Look at what was changed. Your no cannot be overruled by the coordinator.',
  question: 'The objections are settled. Is it safe as it is now? The comment goes to the person.',
  outcomes: ['approve', 'reject'],
  show: ['requester', 'goal', 'dataClass', 'hosting', 'systems'],
  hours: 168,
  stage: 'review',
  next: 'Is it safe?',
  lead: {
    ...board,
    state: 'Get the word of information security',
    procedure: 'Get their word and enter it; never decide in their place.',
    hours: 72,
  },
  meanwhile: {
    state: 'Tell the person security has not answered',
    text: 'Information security has not looked at the changes yet and has been reminded.',
  },
});
