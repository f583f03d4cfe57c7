import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, close, inquire, run } from '../words/words.ts';

/** Facilities: the building system carries out the work; an engineer is asked when it fails or says nothing. */
export const workOrder = defineProcess('work-order', {
  comment: 'Facilities: the building system carries the work out, an engineer where it does not.',
  startAt: 'Order from the building system',
  days: 90,
  states: {
    ...ask('Order from the building system', 'system', {
      role: 'building system',
      procedure: 'Plans and carries out the work, and reports progress.',
      question: 'Please carry out this work.',
      outcomes: ['completed', 'failed'],
      show: ['subject', 'requester', 'message'],
      hours: 24,
      stage: 'ordered',
      next: 'Work done?',
      onSilence: 'Ask an engineer',
    }),
    'Work done?': choose([{ when: answered('completed'), next: 'Close as done' }], 'Ask an engineer'),
    ...ask('Ask an engineer', 'group.engineers', {
      role: 'building engineer',
      procedure: 'Go and look, do the work or order it, tell the person when.',
      question:
        'The building system did not do this work. Please take it over. The comment goes to the person.',
      outcomes: ['done', 'cannot', 'not-found'],
      show: ['subject', 'requester', 'message', 'answers'],
      hours: 24,
      stage: 'with-engineer',
      next: 'Done by the engineer?',
      onSilence: 'Ask the facilities lead',
    }),
    'Done by the engineer?': choose(
      [
        { when: answered('done'), next: 'Close as done' },
        { when: answered('not-found'), next: 'Ask the person where it is' },
      ],
      'Ask the facilities lead',
    ),
    ...inquire('Ask the person where it is', {
      role: 'requester',
      procedure: 'Reply with the place, as you would tell somebody who has never been there.',
      by: 'building engineers',
      topic: 'place',
      question: 'Where exactly is it? Please name the building, the floor and the room.',
      hours: 72,
      next: 'Ask an engineer',
      onSilence: 'Ask the facilities lead',
    }),
    ...ask('Ask the facilities lead', 'group.lead', {
      role: 'facilities lead',
      procedure: 'Decide who does the work and when, or that it is not done, and say why.',
      question:
        'Work in a building is still open. Please decide what happens. The comment goes to the person.',
      outcomes: ['done', 'cannot'],
      show: ['subject', 'requester', 'message', 'answers'],
      hours: 48,
      stage: 'with-lead',
      next: 'Done by the lead?',
      onSilence: 'Tell the person it takes longer',
    }),
    'Tell the person it takes longer': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'The work takes longer than it should. We have reminded those who do it; you need not do anything.',
      },
      next: 'Ask an engineer',
    }),
    'Done by the lead?': choose([{ when: answered('done'), next: 'Close as done' }], 'Close as not possible'),
    ...close({
      'Close as done': { outcome: 'done' },
      'Close as not possible': { outcome: 'not-possible' },
    }),
  },
});
