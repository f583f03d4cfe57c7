import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { close } from '../words/words.ts';

/** Facilities: a workplace is ready on the day somebody comes, and free after the day somebody goes (row 18). */
export const workplaceChange = defineProcess('workplace-change', {
  comment: 'Facilities: a workplace is prepared, changed or cleared for a colleague on a day.',
  startAt: 'See to the workplace',
  days: 120,
  states: {
    ...entrust('See to the workplace', 'group.movers', {
      role: 'workplace coordinator',
      procedure:
        'Somebody comes: desk, chair, locker, name plate by the day. Somebody goes: keys back, desk cleared after it.',
      question: 'Please see to this workplace by the day, and say so when it is done.',
      outcomes: ['done'],
      show: ['subject', 'newColleague', 'colleague', 'place', 'firstDay', 'changeDay', 'lastWorkingDay'],
      hours: 720,
      stage: 'preparing',
      next: 'Close as done',
      lead: {
        state: 'See to it with the facilities lead',
        role: 'facilities lead',
        procedure: 'Find another workplace for the day, or who has the keys.',
        hours: 72,
      },
      meanwhile: {
        state: 'Tell the person the workplace is not done',
        text: 'The workplace is not done yet. The facilities lead has been reminded.',
      },
    }),
    ...close({ 'Close as done': { outcome: 'done', text: 'The workplace is taken care of.' } }),
  },
});
