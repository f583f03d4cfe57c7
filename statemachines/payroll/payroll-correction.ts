import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, close, run } from '../words/words.ts';

/** Payroll: something was paid wrongly; it is looked into and corrected with the next pay run it can be in (row 8). */
export const payrollCorrection = defineProcess('payroll-correction', {
  comment: 'Payroll: what was paid wrongly is corrected with the next pay run.',
  startAt: 'Tell the person which pay run',
  days: 90,
  states: {
    'Tell the person which pay run': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'We look into your pay. What is corrected by the cut-off is paid with this pay run; otherwise with the one after.',
        facts: { 'Pay run': 'runDate', 'Cut-off': 'cutOff' },
      },
      next: 'Look into it',
    }),
    ...entrust('Look into it', 'group.team', {
      role: 'payroll office',
      procedure: 'Compare contract, time records and payslip; write down what is corrected and by how much.',
      question: 'Is the pay wrong? If it is not, say why: the comment goes to the person.',
      outcomes: ['wrong', 'right'],
      fields: [
        { name: 'correction', label: 'What is corrected, and by how much', type: 'text' },
        { name: 'payRun', label: 'Pay run it goes with', type: 'date' },
      ],
      show: ['requester', 'message', 'runDate', 'cutOff'],
      hours: 24,
      stage: 'checking',
      next: 'Is it wrong?',
      lead: {
        state: 'Look into it with the payroll lead',
        role: 'payroll lead',
        procedure: 'Look into it before the cut-off, or decide on an advance payment.',
      },
      meanwhile: {
        state: 'Tell the person it takes longer',
        text: 'We have not looked into your pay yet. The payroll lead has been reminded; you need not do anything.',
      },
    }),
    'Is it wrong?': choose(
      [{ when: answered('wrong'), next: 'Book the correction' }],
      'Close as paid as agreed',
    ),
    ...ask('Book the correction', 'system', {
      role: 'payroll system',
      question: 'Book this correction for the pay run.',
      outcomes: ['completed', 'failed'],
      show: ['requester', 'correction', 'payRun'],
      hours: 8,
      stage: 'booking',
      next: 'Booked?',
      onSilence: 'Book it by hand',
    }),
    'Booked?': choose([{ when: answered('completed'), next: 'Close as corrected' }], 'Book it by hand'),
    ...entrust('Book it by hand', 'group.team', {
      role: 'payroll office',
      procedure: 'Enter the correction into payroll; a second person looks at it before the run.',
      question: 'The payroll system did not book this correction. Please book it by hand.',
      outcomes: ['booked'],
      show: ['requester', 'correction', 'payRun'],
      hours: 24,
      stage: 'booking',
      next: 'Close as corrected',
      lead: {
        state: 'Book it with the payroll lead',
        role: 'payroll lead',
        procedure: 'See that it is in the run, or have the amount paid out by itself.',
      },
      meanwhile: {
        state: 'Tell the person it is not booked yet',
        text: 'Your pay was wrong, and the correction is not booked yet. Payroll has been reminded.',
      },
    }),
    ...close({
      'Close as corrected': {
        outcome: 'corrected',
        text: 'It is booked and will be on your next payslip. We are sorry for the mistake.',
      },
      'Close as paid as agreed': { outcome: 'nothing-wrong' },
    }),
  },
});
