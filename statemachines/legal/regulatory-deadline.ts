import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose, close, continued, renew, run, THEIR_WORDS, waitUntil } from '../words/words.ts';
import { filing } from './filing.ts';

const WAIT = 'Wait for the time to prepare' as const;

/** Compliance: a date an authority has set is kept in sight, and what is due is filed before; the lead hears in good time. */
export const regulatoryDeadline = defineProcess('regulatory-deadline', {
  comment: 'Compliance: what is due on a fixed date is prepared, checked and filed before it.',
  startAt: 'Is it new?',
  days: 365,
  states: {
    'Is it new?': continued([WAIT], choose([], 'Enter the date')),
    ...entrust('Enter the date', 'group.filing', {
      role: 'compliance office',
      procedure: 'Read the letter or the law; enter the date and what is due. If nothing is due, say why.',
      question:
        'What is due, and when? Say what happens now, or why nothing is due: the comment goes to the person.',
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
      [{ when: answered('due'), next: 'Tell the person it is in the calendar' }],
      'Close as not due',
    ),
    'Tell the person it is in the calendar': run('tellRequester', {
      role: 'desk',
      with: {
        ...THEIR_WORDS,
        text: 'It is in our calendar of dates, and is prepared six weeks before.',
        facts: { 'Due on': 'deadline' },
      },
      next: WAIT,
    }),
    // Six weeks before: time to write, and for somebody else to write it if nobody does.
    ...waitUntil(WAIT, {
      role: 'desk',
      fact: 'deadline',
      days: -42,
      time: '09:00',
      // Permits run for years; no execution does.
      atMostDays: 1826,
      everyDays: 90,
      next: 'Prepare it',
      again: 'Wait afresh: has it run long?',
      onMissing: 'Prepare it',
    }),
    ...renew('Wait afresh', { afterDays: 180, next: WAIT }),
    ...filing,
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
