import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, close, run } from '../words/words.ts';
import { badgeSystem, oncall, reactivation } from './reactivation.ts';

/** Security: a lost badge is disabled first and replaced after; one that is found again before is made valid (row 5). */
export const lostBadge = defineProcess('lost-badge', {
  comment: 'Security: a lost badge opens no door any more; then it is replaced, unless it is found.',
  startAt: 'Disable the badge',
  days: 10,
  states: {
    ...ask('Disable the badge', 'system', {
      ...badgeSystem,
      question: 'Disable every badge of this person now.',
      stage: 'disabling',
      next: 'Disabled?',
      onSilence: 'Disable by hand',
    }),
    'Disabled?': choose(
      [{ when: answered('completed'), next: 'Tell the person the badge is disabled' }],
      'Disable by hand',
    ),
    ...entrust('Disable by hand', 'group.oncall', {
      ...oncall,
      procedure: 'Open the badge console in the guard room and disable every badge of this person.',
      question: 'The badge system did not disable this badge. Please do it by hand now.',
      outcomes: ['disabled'],
      page: true,
      stage: 'disabling',
      next: 'Tell the person the badge is disabled',
      lead: {
        state: 'Disable with the security lead',
        role: 'security lead',
        procedure: 'Reach the guard room by phone and stay on the line until the badge is disabled.',
        hours: 2,
      },
      meanwhile: {
        state: 'Tell the person the badge still works',
        text: 'Your badge is not disabled yet. We keep calling the guard room; you need not write again.',
      },
    }),
    'Tell the person the badge is disabled': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'Your badge opens no door any more. A new one is being made. If you find the old one, just answer this mail.',
      },
      next: 'Make a new badge',
    }),
    ...entrust('Make a new badge', 'group.team', {
      role: 'badge office',
      procedure:
        'Make a badge and bring it to the reception; none if the person has written that it was found.',
      question: 'Please make a new badge, unless the old one was found meanwhile.',
      outcomes: ['ready'],
      show: ['requester', 'message'],
      hours: 24,
      stage: 'making',
      next: 'Hand the badge over',
      lead: {
        state: 'Make it with the security lead',
        role: 'security lead',
        procedure: 'See that the person has a badge today, or a visitor badge until then.',
      },
      meanwhile: {
        state: 'Tell the person the badge takes longer',
        text: 'Your new badge takes longer than it should. Please ask at the reception for a visitor badge until then.',
      },
    }),
    ...entrust('Hand the badge over', 'group.reception', {
      role: 'reception',
      procedure: 'Look at an identity card, hand the badge over; if the old one was found, destroy the new.',
      question: 'Please hand the new badge over, or say that the old one was found.',
      outcomes: ['handed-over', 'found'],
      show: ['requester'],
      hours: 72,
      stage: 'ready',
      next: 'Handed over?',
      lead: {
        state: 'Hand it over with the security lead',
        role: 'security lead',
        procedure: 'Call the person: is the badge still needed, and who can bring it?',
      },
      meanwhile: {
        state: 'Tell the person the badge is waiting',
        text: 'Your new badge lies at the reception. Please fetch it, or tell us if you have found the old one.',
      },
    }),
    'Handed over?': choose(
      [{ when: answered('handed-over'), next: 'Close as replaced' }],
      'Reactivate the badge',
    ),
    ...reactivation,
    ...close({
      'Close as replaced': {
        outcome: 'replaced',
        text: 'The old badge stays disabled, also if it turns up.',
      },
    }),
  },
});
