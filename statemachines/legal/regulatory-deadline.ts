import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose, close, run, waitUntil } from '../words/words.ts';

const dated = { show: ['subject', 'requester', 'message', 'deadline', 'filing'] } as const;

/** Compliance: a date an authority has set is kept in sight, and what is due is filed before; the lead hears in good time. */
export const regulatoryDeadline = defineProcess('regulatory-deadline', {
  comment: 'Compliance: what is due on a fixed date is prepared, checked and filed before it.',
  startAt: 'Enter the date',
  days: 365,
  states: {
    ...entrust('Enter the date', 'group.filing', {
      role: 'compliance office',
      procedure: 'Read the letter or the law; enter the date and what is due. If nothing is due, say why.',
      question: 'What is due, and when? If nothing is, say why: the comment goes to the person.',
      outcomes: ['due', 'not-due'],
      fields: [
        { name: 'deadline', label: 'Due on', type: 'date' },
        { name: 'filing', label: 'What is due, and to whom', type: 'text' },
      ],
      show: ['subject', 'requester', 'message', 'deadline'],
      hours: 24,
      stage: 'recorded',
      next: 'Is anything due?',
      lead: {
        state: 'Enter it with the compliance lead',
        role: 'compliance lead',
        procedure: 'Read it today: a date nobody has entered is a date nobody keeps.',
        hours: 24,
      },
      meanwhile: {
        state: 'Tell the person it is not entered yet',
        text: 'The date you wrote about is not entered yet. If it is less than two weeks away, please call compliance.',
      },
    }),
    'Is anything due?': choose(
      [{ when: answered('due'), next: 'Wait for the time to prepare' }],
      'Close as not due',
    ),
    // Six weeks before: time to write, and for somebody else to write it if nobody does.
    ...waitUntil('Wait for the time to prepare', {
      role: 'desk',
      fact: 'deadline',
      days: -42,
      time: '09:00',
      atMostDays: 300,
      next: 'Prepare it',
      onMissing: 'Prepare it',
    }),
    ...entrust('Prepare it', 'group.filing', {
      ...dated,
      role: 'compliance office',
      procedure: 'Collect the figures, write it, and have counsel read it.',
      question: 'Please prepare what is due, and have it ready two weeks before its date.',
      outcomes: ['ready'],
      hours: 336,
      stage: 'preparing',
      next: 'File it',
      lead: {
        state: 'Prepare it with the compliance lead',
        role: 'compliance lead',
        procedure: 'Four weeks are left: put people on it, or ask the authority for more time now.',
        hours: 120,
      },
      meanwhile: {
        state: 'Tell the person it is not prepared yet',
        text: 'What is due to the authority is not prepared yet. The compliance lead is on it.',
      },
    }),
    ...entrust('File it', 'group.filing', {
      ...dated,
      role: 'compliance office',
      procedure: 'File it, keep the receipt in the archive, and enter its number.',
      question: 'Please file it before its date, and keep the receipt.',
      outcomes: ['filed'],
      fields: [{ name: 'receipt', label: 'Number of the receipt', type: 'text' }],
      hours: 72,
      stage: 'filing',
      next: 'Tell the person it is filed',
      lead: {
        state: 'File it with the compliance lead',
        role: 'compliance lead',
        procedure: 'File it yourself; a date that is missed is reported to the board.',
        hours: 24,
      },
      meanwhile: {
        state: 'Tell the person it is not filed yet',
        text: 'What is due to the authority is not filed yet. The compliance lead is asked every day.',
      },
    }),
    'Tell the person it is filed': run('tellRequester', {
      role: 'desk',
      with: { text: 'It is filed.', facts: { 'Due on': 'deadline', Receipt: 'receipt' } },
      next: 'Close as filed',
    }),
    ...close({
      'Close as filed': { outcome: 'filed', text: 'The receipt is in the archive.' },
      'Close as not due': { outcome: 'not-due' },
    }),
  },
});
