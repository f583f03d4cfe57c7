import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, renew, run, waitUntil } from '../words/words.ts';

const access = { show: ['requester', 'access', 'lastDay'] } as const;

/** The system that knows who may do what. */
export const identitySystem = {
  ...access,
  role: 'identity system',
  outcomes: ['completed', 'failed'],
  hours: 24,
} as const;

const byHand = { ...access, role: 'IT support', hours: 24 } as const;

/** What people do where the identity system does not grant. */
export const granted = entrust('Grant it by hand', 'group.team', {
  ...byHand,
  procedure: 'Grant exactly what the owner of the data approved, and set its last day.',
  question: 'The identity system did not grant this access. Please grant it by hand.',
  outcomes: ['granted'],
  stage: 'fulfilment',
  next: 'Tell the person until when',
  lead: {
    state: 'Grant it with the IT lead',
    role: 'IT lead',
    procedure: 'See that it is granted today, and why the system did not.',
  },
  meanwhile: {
    state: 'Tell the person it takes longer',
    text: 'Your access is approved, but not set up yet. IT has been reminded; you need not do anything.',
  },
});

/** Who decides, also anew: where a new execution takes over. */
export const OWNER = 'Approve with the data owner' as const;

const ANEW = 'Decide it afresh: has it run long?' as const;

/** Two weeks before its last day is over the manager is asked; when it is over the access ends, whoever kept silent. */
export const untilItsEnd = {
  ...waitUntil('Wait until two weeks before', {
    role: 'desk',
    fact: 'lastDay',
    days: -13,
    atMostDays: 190,
    next: 'Ask whether it is still needed',
    // Nobody can read the day, or it lies too far ahead: its owner says it anew.
    onMissing: ANEW,
  }),
  ...ask('Ask whether it is still needed', 'requester.manager', {
    ...access,
    role: 'manager of the requester',
    procedure:
      'Look whether the work still needs it: if not it ends at once, if it does its owner decides anew.',
    question: 'This access ends with its last day. Is it still needed?',
    outcomes: ['not-needed', 'needed'],
    // Until the last day is over.
    hours: 336,
    stage: 'renewal',
    next: 'Still needed?',
    onSilence: 'Tell the person nobody renewed it',
  }),
  'Still needed?': choose([{ when: answered('needed'), next: ANEW }], 'Tell the person it ends'),
  // Access that is renewed again and again may last for years: from here to here it takes seven months at most.
  ...renew('Decide it afresh', { afterDays: 120, next: OWNER }),
  'Tell the person nobody renewed it': run('tellRequester', {
    role: 'desk',
    with: {
      text: 'Your access ends now: this was its last day, and nobody has renewed it.',
      facts: { 'Last day': 'lastDay' },
    },
    next: 'End the access',
  }),
  'Tell the person it ends': run('tellRequester', {
    role: 'desk',
    with: {
      text: 'Your access ends now, because your manager says that it is not needed any more.',
      facts: { 'Access to': 'access', 'Last day': 'lastDay' },
    },
    next: 'End the access',
  }),
  ...ask('End the access', 'system', {
    ...identitySystem,
    question: 'End this access now.',
    stage: 'ending',
    next: 'Ended?',
    onSilence: 'End it by hand',
  }),
  'Ended?': choose([{ when: answered('completed'), next: 'Close as ended' }], 'End it by hand'),
  ...entrust('End it by hand', 'group.team', {
    ...byHand,
    procedure: 'Take the rights away and look that nothing is left of them.',
    question: 'This access is over, and the identity system did not end it. Please end it by hand.',
    outcomes: ['ended'],
    stage: 'ending',
    next: 'Close as ended',
    lead: {
      state: 'End it with the IT lead',
      role: 'IT lead',
      procedure: 'See that it is ended today: access nobody approved is a finding of the audit.',
    },
    meanwhile: {
      state: 'Tell the person it is still open',
      text: 'Your access should have ended and is still open. Please do not use it any more.',
    },
  }),
};
