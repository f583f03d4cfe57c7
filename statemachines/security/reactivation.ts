import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, close } from '../words/words.ts';

/** What the badge system is asked with: who it is, and nothing of what they wrote. */
export const badgeSystem = {
  role: 'badge system',
  outcomes: ['completed', 'failed'],
  show: ['requester'],
  hours: 1,
} as const;

/** Whoever sits in the guard room, at any hour. */
export const oncall = { role: 'security officer on call', show: ['requester'], hours: 1 } as const;

/** A badge that was found before its replacement was handed over is made valid again (row 5). */
export const reactivation = {
  ...ask('Reactivate the badge', 'system', {
    ...badgeSystem,
    question: 'The badge was found. Make it valid again, and no other badge of this person.',
    stage: 'reactivating',
    next: 'Reactivated?',
    onSilence: 'Reactivate by hand',
  }),
  'Reactivated?': choose(
    [{ when: answered('completed'), next: 'Close as found again' }],
    'Reactivate by hand',
  ),
  ...entrust('Reactivate by hand', 'group.oncall', {
    ...oncall,
    procedure: 'Make the old badge valid in the badge console, and see that the new one is not.',
    question: 'A lost badge was found, and the badge system did not take it back. Please do it by hand.',
    outcomes: ['reactivated'],
    hours: 8,
    stage: 'reactivating',
    next: 'Close as found again',
    lead: {
      state: 'Reactivate with the security lead',
      role: 'security lead',
      procedure: 'See that somebody makes the badge valid again today.',
    },
    meanwhile: {
      state: 'Tell the person the badge is not valid yet',
      text: 'Your badge is not valid again yet. Please ask at the reception for a visitor badge until then.',
    },
  }),
  ...close({
    'Close as found again': { outcome: 'cancelled-reactivated', text: 'Your old badge is valid again.' },
  }),
};
