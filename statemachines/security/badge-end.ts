import { atWork } from '../hr/people-changes.ts';
import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, close, waitUntil } from '../words/words.ts';
import { badgeSystem } from './reactivation.ts';

const who = { show: ['colleague', 'lastWorkingDay', 'place'], stage: 'disabling' } as const;

/** Security: the badge of somebody who leaves opens no door after the last day where they work (row 18). */
export const badgeEnd = defineProcess('badge-end', {
  comment: 'Security: a badge opens no door after the last working day.',
  startAt: 'Wait for the end of the last day',
  days: 160,
  states: {
    ...waitUntil('Wait for the end of the last day', {
      role: 'desk',
      fact: 'lastWorkingDay',
      days: 1,
      zone: atWork,
      atMostDays: 120,
      next: 'End the badge',
      onMissing: 'End the badge by hand',
    }),
    ...ask('End the badge', 'system', {
      ...badgeSystem,
      ...who,
      question: 'Disable every badge of this person now.',
      next: 'Has it ended?',
      onSilence: 'End the badge by hand',
    }),
    'Has it ended?': choose(
      [{ when: answered('completed'), next: 'Close as ended' }],
      'End the badge by hand',
    ),
    ...entrust('End the badge by hand', 'group.oncall', {
      ...who,
      role: 'security officer on call',
      page: true,
      procedure:
        'Disable every badge of this person once the last day is over; ask HR where no day is named.',
      question: 'The badge system has not ended this badge. Please do it by hand once the last day is over.',
      outcomes: ['ended'],
      hours: 12,
      next: 'Close as ended',
      lead: {
        state: 'End it with the security lead',
        role: 'security lead',
        procedure: 'Disable it yourself, and find out who came in with it since.',
        hours: 12,
      },
      meanwhile: {
        state: 'Tell the person the badge still opens doors',
        text: 'The badge still opens doors. Security keeps calling its people.',
      },
    }),
    ...close({ 'Close as ended': { outcome: 'done', text: 'The badge opens no door any more.' } }),
  },
});
