import { defineProcess } from '#statemachines/words/define-process.ts';
import { type DepartmentFolder, hours } from '#statemachines/words/department.ts';
import { answered, ask, choose, inquire, run, WHAT_THEY_ASK } from '#statemachines/words/words.ts';

const book = { show: ['requester', 'title'], hours: 24, stage: 'fetching' } as const;

/** A process of an invented department: every word is used once. */
export const lending = defineProcess('lending', {
  comment: 'Library: a book is found and lent.',
  startAt: 'Find the book',
  days: 30,
  states: {
    ...ask('Find the book', 'group.team', {
      role: 'librarian',
      procedure: 'Look the book up and enter its title as it stands in the catalogue.',
      question: 'Which book is meant? The comment goes to the person.',
      outcomes: ['found', 'unknown', 'ask-back'],
      fields: [{ name: 'title', label: 'Title of the book', type: 'text' }],
      show: ['requester', 'message', 'answers'],
      hours: 24,
      stage: 'searching',
      next: 'Found?',
      onSilence: 'Find with the head librarian',
    }),
    ...inquire('Ask the reader', {
      role: 'reader',
      procedure: 'Reply in your own words.',
      by: 'library counter',
      question: WHAT_THEY_ASK,
      hours: 48,
      next: 'Find the book',
      onSilence: 'Find with the head librarian',
    }),
    ...ask('Find with the head librarian', 'group.lead', {
      role: 'head librarian',
      procedure: 'Look the book up, or say that we do not have it.',
      question: 'Nobody has looked for a book. Which one is meant? The comment goes to the person.',
      outcomes: ['found', 'unknown'],
      fields: [{ name: 'title', label: 'Title of the book', type: 'text' }],
      show: ['requester', 'message'],
      hours: 24,
      stage: 'searching',
      next: 'Found?',
      onSilence: 'Close unseen',
    }),
    'Found?': choose(
      [
        { when: answered('found'), next: 'Fetch the book' },
        { when: answered('ask-back'), next: 'Ask the reader' },
      ],
      'Close as not found',
    ),
    ...ask('Fetch the book', 'system', {
      ...book,
      role: 'shelf robot',
      question: 'Bring this book to the counter.',
      outcomes: ['completed', 'failed'],
      next: 'Fetched?',
      onSilence: 'Fetch by hand',
    }),
    'Fetched?': choose([{ when: answered('completed'), next: 'Close as lent' }], 'Fetch by hand'),
    ...ask('Fetch by hand', 'group.team', {
      ...book,
      role: 'librarian',
      procedure: 'Take the book to the counter.',
      question: 'The shelf robot did not bring this book. Please fetch it.',
      outcomes: ['done'],
      next: 'Close as lent',
      onSilence: 'Tell the reader it takes longer',
    }),
    'Tell the reader it takes longer': run('tellRequester', {
      role: 'desk',
      with: { text: 'Your book takes longer than it should.' },
      next: 'Fetch with the head librarian',
    }),
    ...ask('Fetch with the head librarian', 'group.lead', {
      ...book,
      role: 'head librarian',
      procedure: 'See that the book gets to the counter.',
      question: 'A book is still on its shelf. Please see to it.',
      outcomes: ['done'],
      next: 'Close as lent',
      onSilence: 'Fetch by hand',
    }),
    'Close as lent': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'lent', text: 'Your book is at the counter.' },
      next: 'end',
    }),
    'Close as not found': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'not-found', text: '{% $answer.comment %}' },
      next: 'end',
    }),
    'Close unseen': run('resolveCase', {
      role: 'desk',
      with: { outcome: 'not-found', text: 'Nobody could look for it in time. We are sorry.' },
      next: 'end',
    }),
  },
});

/** A department nobody has: what somebody adds tomorrow. */
export const library: DepartmentFolder = {
  id: 'library',
  name: 'Library',
  prefix: 'LIB',
  owner: 'head librarian',
  sponsor: 'COO',
  groups: { team: 'library-counter', lead: 'library-lead' },
  words: {
    kinds: { request: 'wish' },
    stages: {
      received: 'received',
      searching: 'being looked for',
      fetching: 'on its way',
      'waiting-requester': 'waiting for your answer',
      answered: 'being looked for',
      reopened: 'opened again',
      lent: 'at the counter',
      'not-found': 'not in our shelves',
    },
  },
  calendars: [
    {
      name: 'library-hours',
      version: 1,
      zone: 'Europe/Berlin',
      week: { mon: [['10:00', '18:00']], thu: [['10:00', '20:00']] },
    },
  ],
  promises: {
    1: { firstResponse: hours(1), resolution: hours(8) },
    2: { firstResponse: hours(2), resolution: hours(16) },
    3: { firstResponse: hours(4), resolution: hours(24) },
    4: { firstResponse: hours(8), resolution: hours(40) },
  },
  texts: {
    acknowledgement: [
      'Thank you for reading! Your {kind} has the number {reference}.',
      'You hear from us by {due}.',
    ],
  },
  rollout: { stage: 'shadow' },
  firstLine: 'own',
  hasSystem: true,
  system: { request: '{ "title": data.title, "reader": data.requester, "ref": taskRef }' },
  confidential: true,
  graceDays: 3,
  services: [
    {
      id: 'lend-a-book',
      title: 'A book to read',
      description: 'Books of the company library, brought to the counter.',
      kind: 'request',
      priority: 4,
      process: 'lending',
      examples: [
        'could you lend me the novel everybody is reading',
        'is this paperback in your library shelves',
      ],
      words: { book: 2, novel: 2.5, library: 3, lend: 2, paperback: 2.5 },
      fields: [
        { name: 'readerCard', label: 'Reader card', type: 'text', optional: true, confidential: true },
      ],
    },
  ],
  processes: [lending],
};
