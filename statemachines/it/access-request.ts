import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, close, continued, run, THEIR_WORDS } from '../words/words.ts';
import { granted, identitySystem, OWNER, untilItsEnd } from './access.ts';

const decision = { outcomes: ['approve', 'reject'], stage: 'approval' } as const;

/** IT: access is approved by the manager, then by whoever owns the data, and ends on its last day. */
export const accessRequest = defineProcess('access-request', {
  comment: 'IT: access is approved twice, granted, asked about before its last day, and ended then.',
  startAt: 'Is it asked for anew?',
  days: 365,
  states: {
    'Is it asked for anew?': continued([OWNER], choose([], 'Approve with manager')),
    ...ask('Approve with manager', 'requester.manager', {
      ...decision,
      role: 'manager of the requester',
      procedure: 'Approve what the work needs, and no more.',
      question: 'Does this person need this access for their work? The comment goes to the person.',
      show: ['subject', 'requester'],
      hours: 48,
      next: 'Approved by the manager?',
      onSilence: 'Approve with the IT lead',
    }),
    ...ask('Approve with the IT lead', 'group.lead', {
      ...decision,
      role: 'IT lead',
      procedure: 'Decide in the place of the manager; the owner of the data decides after you.',
      question: 'The manager did not answer. Is this access needed? The comment goes to the person.',
      show: ['subject', 'requester', 'message'],
      hours: 24,
      next: 'Approved by the manager?',
      onSilence: 'Close without a decision',
    }),
    'Approved by the manager?': choose(
      [{ when: answered('approve'), next: 'Approve with the data owner' }],
      'Close as declined',
    ),
    ...entrust(OWNER, 'group.owners', {
      ...decision,
      role: 'owner of the data',
      procedure: 'Decide what exactly may be seen or changed, and until which day: half a year at most.',
      question: 'May this person have access, to what, and until when? The comment goes to the person.',
      fields: [
        { name: 'access', label: 'To what, with which rights', type: 'text' },
        { name: 'lastDay', label: 'Last day', type: 'date' },
      ],
      show: ['subject', 'requester', 'message', 'access', 'lastDay'],
      hours: 72,
      next: 'Approved by the owner?',
      lead: {
        state: 'Find the data owner',
        role: 'IT lead',
        procedure: 'Find out who owns the data and enter what they decide; never decide in their place.',
      },
      meanwhile: {
        state: 'Tell the person we look for the owner',
        text: 'Whoever owns the data has not decided yet. We keep asking; you need not do anything.',
      },
    }),
    'Approved by the owner?': choose(
      [{ when: answered('approve'), next: 'Tell the person it is approved' }],
      'Close as declined',
    ),
    'Tell the person it is approved': run('tellRequester', {
      role: 'desk',
      with: {
        ...THEIR_WORDS,
        text: 'Whoever owns the data has approved it, and IT sets it up now.',
        facts: { 'Access to': 'access', 'Last day': 'lastDay' },
      },
      next: 'Grant the access',
    }),
    ...ask('Grant the access', 'system', {
      ...identitySystem,
      question: 'Grant this access until its last day.',
      stage: 'fulfilment',
      next: 'Granted?',
      onSilence: 'Grant it by hand',
    }),
    'Granted?': choose(
      [{ when: answered('completed'), next: 'Tell the person until when' }],
      'Grant it by hand',
    ),
    ...granted,
    'Tell the person until when': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'You have the access you asked for.',
        facts: { 'Access to': 'access', 'Last day': 'lastDay' },
        stage: 'granted',
      },
      next: 'Wait until two weeks before',
    }),
    ...untilItsEnd,
    ...close({
      'Close as ended': {
        outcome: 'ended',
        text: 'Your access has ended, as was agreed. If you need it again, just write to us.',
      },
      'Close as declined': { outcome: 'declined' },
      'Close without a decision': {
        outcome: 'declined',
        text: 'Neither your manager nor the IT lead decided in time, so IT does not go ahead.',
      },
    }),
  },
});
