import { entrust } from '../words/entrust.ts';
import { answered, choose, renew, run, waitUntil } from '../words/words.ts';

export const coordinator = { role: 'coordinator' } as const;

export const board = {
  role: 'initiative board',
  procedure: 'Find out what it is waiting for, and who leads it if the coordinator cannot.',
} as const;

/** Days an execution runs before another one takes over: what follows until the next renewal may take 197 more. */
const LONG = 120;

/** The way to the preparation, also for an initiative that has come a long way. */
export const PREPARED = 'Prepare it afresh: has it run long?' as const;

/** Where a new execution takes over. */
export const RENEWED = ['Prepare the go-live', 'Go live'] as const;

/** Nothing goes live before people can read how to use it, and the desk knows whom to ask (row 40). */
export const goLive = {
  ...renew('Prepare it afresh', { afterDays: LONG, next: 'Prepare the go-live' }),
  ...entrust('Prepare the go-live', 'group.team', {
    ...coordinator,
    procedure:
      'Have an article published, and a rule that brings what people write about it to those who know. Without both it does not go live.',
    question: 'Which article do people read, and who gets what they write about it?',
    outcomes: ['ready'],
    fields: [
      { name: 'article', label: 'Link of a published article', type: 'text', pattern: 'https://[^ ]+' },
      { name: 'routingRule', label: 'Rule for what people write about it', type: 'text', min: 10 },
      { name: 'goLive', label: 'Agreed go-live', type: 'date', material: true },
    ],
    show: ['requester', 'goal', 'users', 'contacts', 'communication', 'goLive'],
    hours: 336,
    stage: 'preparing',
    next: 'Tell the person the day',
    lead: { ...board, state: 'Prepare it with the board', hours: 72 },
    meanwhile: {
      state: 'Tell the person it is not prepared',
      text: 'It cannot go live yet, because an article or the rule for what people write about it is missing.',
    },
  }),
  'Tell the person the day': run('tellRequester', {
    role: 'desk',
    with: {
      text: 'All teams have agreed, and everything is prepared.',
      facts: { 'Go-live': 'goLive', Article: 'article' },
      stage: 'waiting',
    },
    next: 'Wait for the go-live',
  }),
  ...waitUntil('Wait for the go-live', {
    role: 'desk',
    fact: 'goLive',
    time: '08:00',
    atMostDays: 180,
    next: 'Go live afresh: has it run long?',
    onMissing: PREPARED,
  }),
  ...renew('Go live afresh', { afterDays: LONG, next: 'Go live' }),
  ...entrust('Go live', 'group.team', {
    ...coordinator,
    procedure: 'Go live with all teams; watch the first days; say what is to be done better next time.',
    question: 'Is it live, and do people cope? If it was stopped, say why: the comment goes to the person.',
    outcomes: ['live', 'stopped'],
    show: ['requester', 'goal', 'goLive', 'article', 'routingRule'],
    hours: 240,
    stage: 'going-live',
    next: 'Is it live?',
    lead: { ...board, state: 'Go live with the board', hours: 72 },
    meanwhile: {
      state: 'Tell the person it is not live',
      text: 'Nobody has said yet that it is live. The board has been reminded.',
    },
  }),
  'Is it live?': choose([{ when: answered('live'), next: 'Close as live' }], PREPARED),
};
