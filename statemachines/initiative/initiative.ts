import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, branchAnswered, choose, close, run, THEIR_WORDS, together } from '../words/words.ts';
import { confirmed } from './confirmed.ts';
import { requirementsGate } from './gate.ts';
import { board, coordinator, goLive, PREPARED } from './go-live.ts';
import { fine, teams } from './teams.ts';

/** Initiative: one coordinator, all requirements before any team looks, all teams at once, and no go-live unprepared. */
export const initiativeProcess = defineProcess('initiative', {
  comment: 'Initiative: led by one coordinator, reviewed by all teams at once, prepared and taken live.',
  startAt: 'Ask for the requirements: is anything missing?',
  days: 365,
  states: {
    ...requirementsGate,
    ...entrust('Take the lead', 'group.team', {
      ...coordinator,
      procedure: 'You are the one the person talks to: read the requirements, say hello, name all systems.',
      question:
        'Will you lead this initiative? Say hello, or why it should not begin: the comment goes to the person.',
      outcomes: ['lead', 'decline'],
      show: ['requester', 'message', 'goal', 'users', 'dataClass', 'systems', 'goLive'],
      hours: 48,
      stage: 'coordinating',
      next: 'Does it begin?',
      lead: { ...board, state: 'Name a coordinator', hours: 48 },
      meanwhile: {
        state: 'Tell the person nobody leads it yet',
        text: 'Your initiative has no coordinator yet. The board has been reminded.',
      },
    }),
    'Does it begin?': choose(
      [{ when: answered('lead'), next: 'Tell the person who looks at it' }],
      'Close as declined',
    ),
    'Tell the person who looks at it': run('tellRequester', {
      role: 'desk',
      with: {
        ...THEIR_WORDS,
        text: 'A coordinator leads your initiative. Hosting, network, information security, audit and everybody whose system it connects to look at it now, all at once.',
        facts: { Systems: 'systems' },
        stage: 'review',
      },
      next: 'Review it',
    }),
    'Review it': together({
      role: 'desk',
      branches: teams,
      next: 'What do the teams say?',
    }),
    'What do the teams say?': choose(
      [
        { when: branchAnswered('security', 'reject'), next: 'Close as blocked' },
        { when: fine('approve'), next: PREPARED },
        { when: fine('approve', 'approve-with-conditions'), next: 'Fulfil the conditions' },
      ],
      'Settle the objections',
    ),
    ...entrust('Fulfil the conditions', 'group.team', {
      ...coordinator,
      procedure: 'Go through the conditions of every team; each team confirms its own.',
      question: 'Are the conditions of all teams fulfilled? If not, say why: the comment goes to the person.',
      outcomes: ['fulfilled', 'withdrawn'],
      show: ['requester', 'goal', 'systems', 'goLive'],
      hours: 720,
      stage: 'conditions',
      next: 'Fulfilled?',
      lead: { ...board, state: 'Fulfil them with the board', hours: 72 },
      meanwhile: {
        state: 'Tell the person conditions are open',
        text: 'Some conditions of the teams are not fulfilled yet. Your coordinator is on it.',
      },
    }),
    'Fulfilled?': choose([{ when: answered('fulfilled'), next: PREPARED }], 'Close as withdrawn'),
    ...entrust('Settle the objections', 'group.team', {
      ...coordinator,
      procedure: 'Change what a team objects to, with the person, until that team agrees.',
      question: 'A team objects, or gave no verdict. Is it settled? The comment goes to the person.',
      outcomes: ['settled', 'withdrawn'],
      show: ['requester', 'goal', 'dataClass', 'systems', 'goLive'],
      hours: 720,
      stage: 'conditions',
      next: 'Settled?',
      lead: { ...board, state: 'Settle them with the board', hours: 72 },
      meanwhile: {
        state: 'Tell the person a team objects',
        text: 'A team objects to your initiative, or has not given its verdict. Your coordinator is on it.',
      },
    }),
    'Settled?': choose(
      [{ when: answered('settled'), next: 'Confirm it with information security' }],
      'Close as withdrawn',
    ),
    ...confirmed,
    'Is it safe?': choose([{ when: answered('approve'), next: PREPARED }], 'Close as vetoed'),
    ...goLive,
    ...close({
      'Close as live': { outcome: 'live' },
      'Close as blocked': { outcome: 'blocked', text: '{% $answers.security.comment %}' },
      'Close as vetoed': { outcome: 'blocked' },
      'Close as withdrawn': { outcome: 'withdrawn' },
      'Close as declined': { outcome: 'declined' },
    }),
  },
});
