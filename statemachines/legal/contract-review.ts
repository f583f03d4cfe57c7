import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose, close, run, THEIR_WORDS } from '../words/words.ts';

const reading = {
  outcomes: ['clear', 'comments', 'decline'],
  show: ['subject', 'requester', 'message'],
  next: 'Can it be signed?',
} as const;

const lead = { role: 'compliance lead' } as const;

/** Legal: a contract is read and commented on, round by round, until it can be signed; the signed copy is kept. */
export const contractReview = defineProcess('contract-review', {
  comment: 'Legal: a contract is read, commented on until it can be signed, signed and kept.',
  startAt: 'Read the contract',
  days: 180,
  states: {
    ...entrust('Read the contract', 'group.team', {
      ...reading,
      role: 'counsel',
      procedure: 'Read it against our standard terms; write what has to change, clause by clause.',
      question: 'Can this be signed? The comment goes to the person.',
      hours: 72,
      stage: 'review',
      lead: {
        ...lead,
        state: 'Read it with the compliance lead',
        procedure: 'Read it or give it to counsel outside; agree on a date with the person.',
      },
      meanwhile: {
        state: 'Tell the person reading takes longer',
        text: 'Counsel has not read your contract yet. Please do not sign it. The compliance lead has been reminded.',
      },
    }),
    'Can it be signed?': choose(
      [
        { when: answered('clear'), next: 'Tell the person it is being signed' },
        { when: answered('comments'), next: 'Tell the person the comments' },
      ],
      'Close as not to be signed',
    ),
    'Tell the person the comments': run('tellRequester', {
      role: 'desk',
      with: { ...THEIR_WORDS, text: 'Please reply with your new version of the contract.' },
      next: 'Read the new version',
    }),
    'Tell the person it is being signed': run('tellRequester', {
      role: 'desk',
      with: {
        ...THEIR_WORDS,
        text: 'Counsel has read your contract, and those who may sign it have it now.',
      },
      next: 'Sign the contract',
    }),
    ...entrust('Read the new version', 'group.team', {
      ...reading,
      role: 'counsel',
      procedure: 'Wait for the new version in a reply of the person, then read what has changed.',
      question: 'The person has your comments. Is the new version clear? The comment goes to the person.',
      hours: 240,
      stage: 'commented',
      lead: {
        ...lead,
        state: 'Ask what became of it',
        procedure: 'Call the person: is it still wanted? Decline it if it is not.',
      },
      meanwhile: {
        state: 'Tell the person we wait for a version',
        text: 'We are waiting for a new version of your contract. Please reply with it, or tell us that it is not needed any more.',
      },
    }),
    ...entrust('Sign the contract', 'group.signatories', {
      role: 'signatories',
      procedure: 'Two of you sign; put the signed copy into the contract archive and enter its number.',
      question:
        'Counsel has cleared this. Please sign it. If you do not, say why: the comment goes to the person.',
      outcomes: ['signed', 'refused'],
      fields: [{ name: 'signedCopy', label: 'Number of the signed copy in the archive', type: 'text' }],
      show: ['subject', 'requester', 'message'],
      hours: 72,
      stage: 'signing',
      next: 'Signed?',
      lead: {
        ...lead,
        state: 'Bring about the signatures',
        procedure: 'Find deputies who may sign, and see that the copy is in the archive.',
      },
      meanwhile: {
        state: 'Tell the person it is not signed yet',
        text: 'Your contract is cleared, but not signed yet. We keep asking those who may sign.',
      },
    }),
    'Signed?': choose([{ when: answered('signed'), next: 'Close as signed' }], 'Close as not to be signed'),
    ...close({
      'Close as signed': { outcome: 'signed', text: 'The signed copy is in the contract archive.' },
      'Close as not to be signed': { outcome: 'not-signed' },
    }),
  },
});
