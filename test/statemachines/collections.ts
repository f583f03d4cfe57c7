import { defineProcess } from '#statemachines/words/define-process.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import {
  all,
  answered,
  ask,
  branch,
  branchAnswered,
  child,
  choose,
  close,
  conclude,
  each,
  eachAnswered,
  run,
  together,
  waitUntil,
} from '#statemachines/words/words.ts';
import { library } from './library.ts';

const judged = {
  fields: [{ name: 'shelves', label: 'Its shelves', type: 'text' }],
  outcomes: ['approve', 'reject'],
  show: ['requester'],
  hours: 48,
  stage: 'searching',
} as const;
const lead = {
  role: 'head librarian',
  procedure: 'Decide in their place, or get their word today.',
} as const;

/** Somebody judges, and the head librarian in their place; a branch ends with the verdict. */
const verdict = <const What extends string>(what: What, group: `group.${string}`, role: string) =>
  branch({
    startAt: `Judge the ${what}`,
    onFailure: `No word on the ${what}`,
    states: {
      ...ask(`Judge the ${what}`, group, {
        ...judged,
        role,
        procedure: `Look at the ${what} and say yes or no.`,
        question: `May we buy this? Please judge the ${what}. The comment goes to the person.`,
        next: 'end',
        onSilence: `Judge the ${what} with the head librarian`,
      }),
      ...ask(`Judge the ${what} with the head librarian`, 'group.lead', {
        ...judged,
        ...lead,
        question: `Nobody judged the ${what}. Please do. The comment goes to the person.`,
        next: 'end',
        onSilence: `No word on the ${what}`,
      }),
      [`No word on the ${what}`]: conclude({ role: 'desk', outcome: 'unanswered' }),
    } as Parameters<typeof branch<string>>[0]['states'],
  });

/** A process of an invented department that uses the words `together`, `each`, `child` and `waitUntil`, each once. */
export const buying = defineProcess('buying', {
  comment: 'Collections: a collection is judged, given room, borrowed from and opened.',
  startAt: 'Judge the collection',
  days: 120,
  states: {
    'Judge the collection': together({
      role: 'desk',
      branches: {
        price: verdict('price', 'group.board', 'library board'),
        safety: verdict('safety', 'group.keepers', 'keepers of the house'),
      },
      next: 'Approved?',
    }),
    'Approved?': choose(
      [
        { when: branchAnswered('safety', 'reject'), next: 'Close as unsafe' },
        {
          when: all(branchAnswered('price', 'approve'), branchAnswered('safety', 'approve')),
          next: 'Make room on every shelf',
        },
      ],
      'Decide with the head librarian',
    ),
    ...ask('Decide with the head librarian', 'group.lead', {
      ...judged,
      ...lead,
      question: 'Not everybody said yes. May we buy this? The comment goes to the person.',
      next: 'Decided?',
      onSilence: 'Close unseen',
    }),
    'Decided?': choose(
      [{ when: answered('approve'), next: 'Make room on every shelf' }],
      'Close as not bought',
    ),
    ...each('Make room on every shelf', {
      role: 'desk',
      of: 'shelves',
      do: branch({
        startAt: 'Make room',
        onFailure: 'No room made',
        states: {
          ...ask('Make room', 'group.team', {
            role: 'librarian',
            procedure: 'Move books until a third of the shelf is free.',
            question: "Please make room on the shelf '{item}'.",
            outcomes: ['done', 'full'],
            hours: 24,
            next: 'end',
            onSilence: 'Make room with the head librarian',
          }),
          ...ask('Make room with the head librarian', 'group.lead', {
            ...lead,
            question: 'Nobody made room on the shelf {item}. Please see to it.',
            outcomes: ['done', 'full'],
            hours: 24,
            next: 'end',
            onSilence: 'No room made',
          }),
          'No room made': conclude({ role: 'desk', outcome: 'full' }),
        },
      }),
      next: 'Room everywhere?',
      onMissing: 'Decide without shelves',
    }),
    'Room everywhere?': choose(
      [{ when: eachAnswered('shelves', 'done'), next: 'Borrow the first book' }],
      'Decide without shelves',
    ),
    ...ask('Decide without shelves', 'group.lead', {
      ...lead,
      question: 'There is no room for a collection. Is there another place?',
      outcomes: ['done', 'full'],
      hours: 48,
      next: 'Another place?',
      onSilence: 'Close unseen',
    }),
    'Another place?': choose(
      [{ when: answered('done'), next: 'Borrow the first book' }],
      'Close without room',
    ),
    ...child('Borrow the first book', {
      role: 'library',
      department: 'library',
      service: 'lend-a-book',
      subject: 'The first book of a new collection',
      facts: ['openingDay'],
      hours: 240,
      next: 'Borrowed?',
      onSilence: 'Decide without shelves',
    }),
    'Borrowed?': choose([{ when: answered('lent'), next: 'Wait for the opening day' }], 'Close without room'),
    ...waitUntil('Wait for the opening day', {
      role: 'desk',
      fact: 'openingDay',
      days: -1,
      time: '09:00',
      atMostDays: 60,
      next: 'Tell the reader it opens',
      onMissing: 'Close as bought',
    }),
    'Tell the reader it opens': run('tellRequester', {
      role: 'desk',
      with: { text: 'Your collection opens tomorrow.' },
      next: 'Close as bought',
    }),
    ...close({
      'Close as bought': { outcome: 'lent', text: 'The collection is in its shelves.' },
      'Close as unsafe': { outcome: 'not-found', text: '{% $answers.safety.comment %}' },
      'Close as not bought': { outcome: 'not-found' },
      'Close without room': { outcome: 'not-found', text: 'There is no room for it.' },
      'Close unseen': { outcome: 'not-found', text: 'Nobody decided in time. We are sorry.' },
    }),
  },
});

/** A department nobody has, whose work goes many ways at once. */
export const collections: DepartmentFolder = {
  ...library,
  id: 'collections',
  name: 'Collections',
  prefix: 'COL',
  groups: { team: 'shelves', lead: 'shelves-lead', board: 'library-board', keepers: 'keepers' },
  calendars: [{ ...library.calendars[0], name: 'collections-hours' }],
  services: [
    {
      id: 'buy-a-collection',
      title: 'A collection for our rooms',
      description: 'Maps and atlases that are bought and opened to all.',
      kind: 'request',
      priority: 4,
      process: 'buying',
      dates: ['openingDay'],
      examples: ['please buy the maps of the old harbour', 'an atlas collection for our rooms'],
      words: { atlas: 3, maps: 2.5, harbour: 2 },
    },
  ],
  processes: [buying],
};
