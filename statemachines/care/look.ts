import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, run } from '../words/words.ts';
import { goodHands } from './good-hands.ts';

const looking = {
  question:
    'Is somebody in need behind this message? Open it at the desk and decide; nothing was sent so far.',
  outcomes: ['in-need', 'ordinary'],
  next: 'In need?',
} as const;

/** Care: what only sounds like distress is read by a person first; an ordinary matter goes on as if it had just come. */
export const look = defineProcess('look', {
  comment: 'People support: a person looks whether somebody is in need.',
  startAt: 'Look who is behind it',
  days: 20,
  states: {
    ...ask('Look who is behind it', 'group.team', {
      ...looking,
      role: 'person on duty',
      procedure: 'Read it. If in doubt, somebody is in need: write or call them.',
      hours: 0.25,
      onSilence: 'Look in their place',
    }),
    ...ask('Look in their place', 'group.lead', {
      ...looking,
      role: 'lead of people support',
      procedure: 'Read it. If in doubt, somebody is in need: write or call them.',
      page: true,
      hours: 0.5,
      onSilence: 'Look as deputy',
    }),
    ...ask('Look as deputy', 'group.deputy', {
      ...looking,
      role: 'deputy of people support',
      procedure: 'Read it. If in doubt, somebody is in need: write or call them.',
      page: true,
      hours: 4,
      onSilence: 'Look in their place',
    }),
    'In need?': choose([{ when: answered('in-need'), next: 'Stay with the person' }], 'Hand it on'),
    'Hand it on': run('resolveCase', {
      role: 'desk',
      procedure: 'Opens the ordinary matter where the words belong; only there the person is acknowledged.',
      with: { outcome: 'ordinary', handsOn: true },
      next: 'end',
    }),
    ...goodHands,
  },
});
