import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { close } from '../words/words.ts';

/** Security: a badge opens the doors of a position from a day on (row 18). */
export const badgeChange = defineProcess('badge-change', {
  comment: 'Security: a badge is made or changed for a position by a day.',
  startAt: 'Make or change the badge',
  days: 120,
  states: {
    ...entrust('Make or change the badge', 'group.team', {
      role: 'badge office',
      procedure:
        'Somebody comes: make a badge and bring it to the reception. Somebody moves: change the doors.',
      question: 'Please see to the badge by the day, and say so when it is done.',
      outcomes: ['done'],
      show: ['subject', 'newColleague', 'colleague', 'position', 'place', 'firstDay', 'changeDay'],
      hours: 720,
      stage: 'making',
      next: 'Close as made',
      lead: {
        state: 'Make or change it with the security lead',
        role: 'security lead',
        procedure: 'See that there is a badge on the day, or a visitor badge until then.',
        hours: 72,
      },
      meanwhile: {
        state: 'Tell the person the badge is not made',
        text: 'The badge is not made yet. Security has been reminded.',
      },
    }),
    ...close({ 'Close as made': { outcome: 'done', text: 'The badge is taken care of.' } }),
  },
});
