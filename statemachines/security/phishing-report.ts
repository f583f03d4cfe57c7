import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, choose, close } from '../words/words.ts';

const mail = { show: ['subject', 'requester', 'message'] } as const;

/** Security: a suspicious mail is judged, and if it is dangerous it goes from every mailbox. */
export const phishingReport = defineProcess('phishing-report', {
  comment: 'Security: a suspicious mail is judged, and taken out of all mailboxes if it is dangerous.',
  startAt: 'Judge the mail',
  days: 7,
  states: {
    ...entrust('Judge the mail', 'group.team', {
      ...mail,
      role: 'security analysts',
      procedure:
        'Look at sender, links and attachments in the sandbox; ask the person whether they opened it.',
      question: 'Is this mail dangerous? If it is harmless, say why: the comment goes to the person.',
      outcomes: ['phishing', 'opened', 'harmless'],
      hours: 4,
      stage: 'judging',
      next: 'What is it?',
      lead: {
        state: 'Judge it with the security lead',
        role: 'security lead',
        procedure: 'Judge it yourself or call an analyst in: others have the same mail.',
      },
      meanwhile: {
        state: 'Tell the person not to touch it',
        text: 'Nobody has looked at your mail yet. Please open nothing in it and do not answer it.',
      },
    }),
    'What is it?': choose(
      [
        { when: answered('phishing'), next: 'Remove it everywhere' },
        { when: answered('opened'), next: 'Lock the account' },
      ],
      'Close as harmless',
    ),
    ...entrust('Lock the account', 'group.oncall', {
      ...mail,
      role: 'security officer on call',
      procedure: 'End all sessions, reset the password, isolate the device, and call the person.',
      question: 'Somebody opened a dangerous mail. Please lock the account and call the person now.',
      outcomes: ['locked'],
      hours: 1,
      page: true,
      stage: 'containing',
      next: 'Remove it everywhere',
      lead: {
        state: 'Lock it with the security lead',
        role: 'security lead',
        procedure: 'Have the account locked at once, whoever has the keys.',
      },
      meanwhile: {
        state: 'Tell the person to take the device off the network',
        text: 'Please take your device off the network now and leave it switched on. We keep calling who can help.',
      },
    }),
    ...entrust('Remove it everywhere', 'group.team', {
      ...mail,
      role: 'security analysts',
      procedure: 'Search all mailboxes for it, remove it, block sender and links, write to who opened it.',
      question: 'This mail is dangerous. Please take it out of all mailboxes and block where it leads.',
      outcomes: ['removed'],
      hours: 8,
      stage: 'removing',
      next: 'Close as removed',
      lead: {
        state: 'Remove it with the security lead',
        role: 'security lead',
        procedure: 'See that it is gone today, also if the mail team has to help.',
      },
      meanwhile: {
        state: 'Tell the person it is dangerous',
        text: 'The mail is dangerous: please delete it. We are taking it out of all mailboxes.',
      },
    }),
    ...close({
      'Close as harmless': { outcome: 'harmless' },
      'Close as removed': {
        outcome: 'removed',
        text: 'It was dangerous, and it is gone from all mailboxes. Thank you for telling us.',
      },
    }),
  },
});
