import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, close, run } from '../words/words.ts';

const decision = {
  outcomes: ['approve', 'reject'],
  show: ['requester', 'day', 'hours', 'cutOff'],
  stage: 'confirming',
  next: 'Confirmed?',
} as const;

/** HR: hours that were recorded wrongly are corrected before the cut-off of the pay run (row 8). */
export const timekeepingCorrection = defineProcess('timekeeping-correction', {
  comment: 'HR: recorded hours are corrected in time for the pay run.',
  startAt: 'Tell the person the cut-off',
  days: 60,
  states: {
    'Tell the person the cut-off': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'We look at your hours. What is corrected by the cut-off counts for this pay run; otherwise for the one after.',
        facts: { 'Pay run': 'runDate', 'Cut-off': 'cutOff' },
      },
      next: 'Look at the hours',
    }),
    ...entrust('Look at the hours', 'group.team', {
      role: 'HR operations',
      procedure: 'Compare the time record with what the person says; enter the day and the right hours.',
      question: 'Which hours are right? If they are as recorded, say so: the comment goes to the person.',
      outcomes: ['wrong', 'right'],
      fields: [
        { name: 'day', label: 'Day', type: 'date' },
        { name: 'hours', label: 'Right hours, from – to', type: 'text' },
      ],
      show: ['requester', 'message', 'day', 'runDate', 'cutOff'],
      hours: 24,
      stage: 'hours',
      next: 'Are they wrong?',
      lead: {
        state: 'Look at them with the HR lead',
        role: 'HR lead',
        procedure: 'See that somebody looks at them before the cut-off.',
      },
      meanwhile: {
        state: 'Tell the person nobody has looked yet',
        text: 'Nobody has looked at your hours yet. The HR lead has been reminded; you need not do anything.',
      },
    }),
    'Are they wrong?': choose(
      [{ when: answered('wrong'), next: 'Confirm with manager' }],
      'Close as recorded correctly',
    ),
    ...ask('Confirm with manager', 'requester.manager', {
      ...decision,
      role: 'manager of the requester',
      procedure: 'Confirm what you know of that day; HR enters it.',
      question: 'Were these the working hours? The comment goes to the person.',
      hours: 24,
      onSilence: 'Confirm with the HR lead',
    }),
    ...ask('Confirm with the HR lead', 'group.lead', {
      ...decision,
      role: 'HR lead',
      procedure: 'Try to reach the manager; before the cut-off, decide by the roster.',
      question: 'The manager did not answer. Were these the hours? The comment goes to the person.',
      hours: 24,
      stage: 'with-lead',
      onSilence: 'Close unconfirmed',
    }),
    'Confirmed?': choose(
      [{ when: answered('approve'), next: 'Correct the hours' }],
      'Close as recorded correctly',
    ),
    ...entrust('Correct the hours', 'group.team', {
      role: 'HR operations',
      procedure: 'Enter the hours into the time record before the cut-off of the pay run.',
      question: 'The hours are confirmed. Please correct the time record before the cut-off.',
      outcomes: ['corrected'],
      show: ['requester', 'day', 'hours', 'cutOff'],
      hours: 16,
      stage: 'hours',
      next: 'Close as corrected',
      lead: {
        state: 'Correct them with the HR lead',
        role: 'HR lead',
        procedure: 'Correct them yourself, and tell payroll if the cut-off has passed.',
      },
      meanwhile: {
        state: 'Tell the person they are not corrected yet',
        text: 'Your hours are confirmed, but not corrected yet. HR has been reminded.',
      },
    }),
    ...close({
      'Close as corrected': { outcome: 'corrected', text: 'Your time record is right now.' },
      'Close as recorded correctly': { outcome: 'as-recorded' },
      'Close unconfirmed': {
        outcome: 'as-recorded',
        text: 'Nobody could confirm your hours in time, so they stay as recorded. If they are wrong, reply and we ask again.',
      },
    }),
  },
});
