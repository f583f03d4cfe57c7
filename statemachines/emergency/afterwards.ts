import { ask, run } from '../words/words.ts';

/** Emergency: the all-clear, and then what happened is written down, so that somebody learns from it. */
export const afterwards = {
  'Give the all-clear': run('tellRequester', {
    role: 'desk',
    with: { text: "{% 'All clear. ' & $answer.comment %}" },
    next: 'Write the report',
  }),
  ...ask('Write the report', 'group.lead', {
    role: 'emergency lead',
    procedure: 'What happened, who was hurt, what was done, what has to change.',
    question: 'Please write down what happened.',
    outcomes: ['written'],
    fields: [{ name: 'report', label: 'Report', type: 'text' }],
    show: ['requester', 'subject'],
    hours: 72,
    stage: 'report',
    next: 'Close as over',
    onSilence: 'Write it for them',
  }),
  ...ask('Write it for them', 'group.site', {
    role: 'site managers',
    procedure: 'Ask whoever was there, and write it down.',
    question: 'Nobody has written down what happened. Please do.',
    outcomes: ['written'],
    fields: [{ name: 'report', label: 'Report', type: 'text' }],
    show: ['requester', 'subject'],
    hours: 168,
    stage: 'report',
    next: 'Close as over',
    onSilence: 'Tell them the report is late',
  }),
  'Tell them the report is late': run('tellRequester', {
    role: 'desk',
    with: { text: 'It is over, and what happened is still being written down.' },
    next: 'Write the report',
  }),
  'Close as over': run('resolveCase', {
    role: 'desk',
    with: { outcome: 'over', text: 'What happened has been written down, so that we learn from it.' },
    next: 'end',
  }),
};
