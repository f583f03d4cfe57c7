import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { close } from '../words/words.ts';

/** Payroll: pay begins, changes or ends with a day, in the pay run it belongs to (row 18). */
export const payChange = defineProcess('pay-change', {
  comment: 'Payroll: the pay of a colleague who joins, moves or leaves is entered for the pay run.',
  startAt: 'Enter it for the pay run',
  days: 120,
  states: {
    ...entrust('Enter it for the pay run', 'group.team', {
      role: 'payroll office',
      procedure:
        'Take the contract from HR; enter first pay, new pay, or open hours and days with the last pay; a second person looks.',
      question: 'Please enter this for the pay run it belongs to, and say so when it is done.',
      outcomes: ['done'],
      show: ['subject', 'newColleague', 'colleague', 'firstDay', 'changeDay', 'lastWorkingDay', 'cutOff'],
      hours: 720,
      stage: 'booking',
      next: 'Close as entered',
      lead: {
        state: 'Enter it with the payroll lead',
        role: 'payroll lead',
        procedure: 'See that it is in the run, or have the amount paid out by itself.',
        hours: 72,
      },
      meanwhile: {
        state: 'Tell the person pay is not entered',
        text: 'This is not entered for the pay run yet. Payroll has been reminded.',
      },
    }),
    ...close({ 'Close as entered': { outcome: 'done', text: 'It is entered for the pay run.' } }),
  },
});
