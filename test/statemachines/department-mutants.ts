import type { DEPARTMENT_CHECKS } from '#statemachines/checks/check-department.ts';
import type { TOGETHER_CHECKS } from '#statemachines/checks/check-departments.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import { brokenProcess, type Loose, set } from './broken.ts';
import { buying, collections } from './collections.ts';
import { lending, library } from './library.ts';

/** A field with nothing wrong in it. */
const DAYS = { name: 'loanDays', label: 'Days of the loan', type: 'number', optional: true, min: 1, max: 60 };

/** For every rule of a department, what is put where to break it. A rule without a mutant does not compile. */
export const DEPARTMENT_MUTANTS: Readonly<
  Record<keyof typeof DEPARTMENT_CHECKS, readonly (readonly [path: string, value: unknown])[]>
> = {
  'has a process, hours, words, a boundary and a queue of its own': [
    ['processes', []],
    ['calendars', []],
    ['words/kinds', {}],
    ['words/stages', {}],
    ['confidential', undefined],
    ['groups/team', undefined],
    ['groups/lead', ''],
  ],
  'says how far it takes part, and where people write until then': [
    ['rollout', { stage: 'soon' }],
    ['rollout', { stage: 'off' }],
    ['rollout', { stage: 'off', contact: 'the library' }],
    ['rollout', { stage: 'pilot', pilot: [], contact: 'library@corp.example' }],
    ['rollout', { stage: 'pilot', pilot: ['readers'], contact: 'library@corp.example' }],
    ['rollout', { stage: 'pilot', pilot: ['Anna@corp.example'], contact: 'library@corp.example' }],
    ['rollout', { stage: 'live', pilot: ['anna@corp.example'] }],
    ['services/0/kind', 'care'],
  ],
  'says its mails in its own words, and says all of it': [
    ['texts', { acknowledgement: ['We have your wish.'] }],
    ['texts', { acknowledgement: ['Your ticket is {reference}.'] }],
    ['texts', { resolved: ['{reference} is {stage}.'] }],
    ['texts', { told: ['{text} {password}'] }],
    ['texts', { task: ['{reference}'] }],
  ],
  'has names, an owner and a sponsor': [
    ['owner', ' '],
    ['sponsor', ''],
    ['name', undefined],
    ['addresses', ['help+hr']],
    ['prefix', 'lib'],
    ['id', 'The Library'],
    ['processes/1', lending],
    ['processes/0/name', 'l'.repeat(60)],
  ],
  'has people who can be written to': [['groups/lead', 'Head of the library']],
  'has its own words for everything people read': [
    ['words/stages/reopened', undefined],
    ['words/stages/lent', 'task done'],
    ['words/groups', { team: 'the task force' }],
    ['words/groups', { wizards: 'those who know magic' }],
    ['words/kinds', {}],
    ['services/0/description', 'Lending incidents.'],
  ],
  'has its own hours': [
    ['calendars/0/zone', 'Here/There'],
    ['services/0/calendar', 'always'],
  ],
  'promises times, shorter ones where it is urgent': [
    ['promises/2/firstResponse', undefined],
    ['promises/2/resolution', undefined],
    ['promises/1/resolution', 90_000],
    ['promises/1/resolution', 0],
  ],
  'describes every service, and has a process for it': [
    ['services', []],
    ['services/0/title', ''],
    ['services/0/description', ''],
    ['services/0/process', 'burning'],
    ['services/0/process', undefined],
    ['services/0/examples', []],
    ['services/0/words/books', 1],
    ['services/0/words/and', 1],
    ['processes/1', { ...lending, name: 'burning' }],
  ],
  'asks for what its services need, in its own words and before anything else': [
    ['services/0/fields', [{ ...DAYS, optional: undefined }]],
    ['services/0/fields', [DAYS, DAYS]],
    ['services/0/fields', [{ ...DAYS, name: 'partsDone' }]],
    ['services/0/fields', [{ ...DAYS, label: 'Days: how many' }]],
    ['services/0/fields', [{ ...DAYS, label: 'Days of the request' }]],
    ['services/0/fields', [{ ...DAYS, min: 9, max: 1 }]],
    ['services/0/fields', [{ ...DAYS, min: 'today' }]],
    ['services/0/fields', [{ ...DAYS, type: 'choice', options: ['one'] }]],
    ['services/0/fields', [{ ...DAYS, type: 'text', max: 5000 }]],
    ['services/0/fields', [{ ...DAYS, type: 'text', pattern: '(a+)+' }]],
    ['services/0/fields', [{ ...DAYS, type: 'text', pattern: '(' }]],
  ],
  'says who may read its cases': [
    ['confidential', undefined],
    ['hasSystem', undefined],
    ['graceDays', 0],
  ],
  'takes files that somebody can send': [
    ['files', { largest: 0 }],
    ['files', { largest: 40 * 1024 * 1024 }],
    ['files', { only: [] }],
    ['files', { only: ['.pdf'] }],
    ['files', { only: ['PDF'] }],
  ],
  'opens again what it closes, and reminds before': [
    ['waiting', { remindAfterDays: [3, 7], closeAfterDays: 14 }],
    ['waiting', { remindAfterDays: [7, 3] }],
    ['waiting', { remindAfterDays: [0] }],
    ['reopen', { days: 1.5, afterwards: 'new-linked-case' }],
  ],
  'does what can be done when a promise comes near its end': [
    ['escalation', [{ at: 75, do: [{ notify: ['caretaker'] }] }]],
    ['escalation', [{ at: 100, do: [{ reassign: 'worker' }] }]],
    ['escalation', [{ at: 100, do: [{ escalate: 'hierarchical', to: 'dean' }] }]],
    ['escalation', [{ at: 100, do: [{ notify: [] }] }]],
    ['escalation', [{ at: 100, do: [] }]],
    ['escalation', [{ at: 0, do: [{ notify: ['lead'] }] }]],
    ['escalation', [{ at: 99.5, do: [{ notify: ['lead'] }] }]],
    ['escalation', [{ at: 'after:0', do: [{ notify: ['lead'] }] }]],
    ['escalation', [{ at: 'soon', do: [{ notify: ['lead'] }] }]],
    ['escalation', [{ at: 'before:99999999', do: [{ notify: ['lead'] }] }]],
    [
      'escalation',
      [
        { at: 90, do: [{ notify: ['lead'] }] },
        { at: 75, do: [{ notify: ['worker'] }] },
      ],
    ],
    [
      'escalation',
      [
        { at: 'before:600', do: [{ notify: ['lead'] }] },
        { at: 'before:1200', do: [{ notify: ['worker'] }] },
      ],
    ],
    [
      'escalation',
      [
        { at: 'after:600', do: [{ notify: ['lead'] }] },
        { at: 100, do: [{ notify: ['worker'] }] },
      ],
    ],
    [
      'escalation',
      [
        { at: 100, do: [{ notify: ['lead'] }] },
        { at: 100, do: [{ notify: ['worker'] }] },
      ],
    ],
    ['escalation', [{ at: 100, clocks: ['triage'], do: [{ notify: ['lead'] }] }]],
    ['escalation', [{ at: 100, priority: 5, do: [{ notify: ['lead'] }] }]],
    ['escalation', [{ at: 100, priority: 1, do: [{ raisePriority: true }] }]],
    // The library is open in the daytime.
    ['escalation', [{ at: 100, do: [{ page: 'lead' }] }]],
    ['onRetarget', 'forget'],
  ],
  'names whom people in need can call': [
    ['contacts', { everywhere: [{ name: 'Help', number: 'ask at the door' }] }],
    ['services/0/kind', 'emergency'],
  ],
  'speaks to its system by mappings that can be read and come to an end': [
    ['system', { request: '{ "title": data.subject' }],
    ['system', { response: '$eval(body)' }],
    ['system', { request: '{ "at": $now() }' }],
    ['services/0/system', { response: '{ "outcome": $match(text, /(a+)+$/) }' }],
    ['hasSystem', false],
  ],
};

const [lend = undefinedService()] = library.services;
function undefinedService(): never {
  throw new Error('the library offers nothing');
}

/** A second department that has nothing in common with the library. */
export const archive: DepartmentFolder = {
  ...library,
  id: 'archive',
  prefix: 'AR',
  groups: { team: 'archive', lead: 'archive-lead' },
  calendars: [{ ...library.calendars[0], name: 'archive-hours' }],
  services: [
    { ...lend, examples: ['please find the deed of our plot', 'an old deed is needed'], words: { deed: 3 } },
  ],
};

/** The people who place what no rule could place. */
export const triage: DepartmentFolder = {
  ...archive,
  id: 'triage',
  prefix: 'SD',
  groups: { team: 'desk', lead: 'desk-lead' },
  calendars: [{ ...library.calendars[0], name: 'triage-hours' }],
  services: [{ ...lend, examples: [], words: {} }],
};

/** Collections that borrow something else. */
function borrowing(breakIt: (payload: Loose) => void): DepartmentFolder {
  const child = (states: Loose) => states['Borrow the first book']?.Arguments?.Payload as Loose;
  return { ...collections, processes: [brokenProcess((states) => breakIt(child(states)), buying)] };
}

const [search = undefinedService()] = archive.services;

/** For every rule between departments, a second department that breaks it beside the library. */
export const TOGETHER_MUTANTS: Readonly<
  Record<keyof typeof TOGETHER_CHECKS, Readonly<Record<string, DepartmentFolder>>>
> = {
  'have names and prefixes of their own': {
    'one prefix': { ...archive, prefix: library.prefix },
    'one name': { ...archive, id: library.id },
    'one address': { ...archive, addresses: [library.id] },
  },
  'mean one calendar by one name': {
    'two calendars of one name': { ...archive, calendars: [{ ...library.calendars[0], zone: 'Asia/Tokyo' }] },
  },
  'let no other department read what is confidential': { 'one team': { ...archive, groups: library.groups } },
  'get the messages their services are described by': {
    'the same sentences': { ...archive, services: library.services },
  },
  'are never guessed wrong: what is not recognised goes to people': {
    'sentences that sound like another': {
      ...archive,
      services: [{ ...search, examples: ['a paperback novel nobody may lend', 'an old deed is needed'] }],
    },
  },
  'open cases of services that somebody offers': {
    'a service of nobody': {
      ...archive,
      escalation: [{ at: 100, do: [{ open: { department: library.id, service: 'mend-a-book' } }] }],
    },
    'a department that is not there': {
      ...archive,
      escalation: [{ at: 100, do: [{ open: { department: 'bindery', service: 'mend-a-book' } }] }],
    },
  },
  'do for each other only what they offer, and never in a circle': {
    'a part that nobody does': borrowing((payload) => set(payload, 'service', 'lend-a-film')),
    'a part that ends in another way': {
      ...collections,
      processes: [
        brokenProcess(
          (states) => set(states, 'Borrowed?/Choices/0/Condition', "{% $answer.outcome = 'given' %}"),
          buying,
        ),
      ],
    },
    'a part of itself': borrowing((payload) => {
      set(payload, 'department', 'collections');
      set(payload, 'service', 'buy-a-collection');
    }),
  },
};
