import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, close, run } from '../words/words.ts';
import { majorIncident } from './major-incident.ts';

/** IT: something is broken; the team works on it, and its lead takes over what the team leaves lying. */
export const incident = defineProcess('incident', {
  comment: 'IT: something is broken and is made to work again.',
  startAt: 'Work the incident',
  days: 90,
  states: {
    ...ask('Work the incident', 'group.team', {
      role: 'IT support',
      procedure:
        'Call the person back, find the cause, write the solution into the comment. Many affected: say major.',
      question: 'Please restore the service and say how. The comment goes to the person.',
      outcomes: ['solved', 'cannot', 'major'],
      show: ['subject', 'requester', 'message'],
      hours: 16,
      stage: 'in-work',
      next: 'Solved?',
      onSilence: 'Work with the IT lead',
    }),
    ...ask('Work with the IT lead', 'group.lead', {
      role: 'IT lead',
      procedure: 'Decide who solves it today, or agree with the person what to do instead.',
      question:
        'The team has not solved this. Please see that it is solved, or say what to do instead. The comment goes to the person.',
      outcomes: ['solved', 'cannot', 'major'],
      show: ['subject', 'requester', 'message'],
      hours: 24,
      stage: 'with-lead',
      next: 'Solved by the lead?',
      onSilence: 'Tell the person it takes longer',
    }),
    'Solved?': choose(
      [
        { when: answered('solved'), next: 'Close as solved' },
        { when: answered('major'), next: 'Tell the person many are affected' },
      ],
      'Work with the IT lead',
    ),
    'Solved by the lead?': choose(
      [
        { when: answered('solved'), next: 'Close as solved' },
        { when: answered('major'), next: 'Tell the person many are affected' },
      ],
      'Close as not solvable',
    ),
    ...majorIncident,
    'Tell the person it takes longer': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'It takes longer than we promised. Our lead has been reminded; you need not do anything.',
      },
      next: 'Work with the IT lead',
    }),
    ...close({
      'Close as solved': { outcome: 'solved' },
      'Close for everybody': { outcome: 'solved', withLinked: true },
      'Close as not solvable': { outcome: 'not-solvable' },
    }),
  },
});
