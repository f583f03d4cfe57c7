import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, close, run } from '../words/words.ts';

/** Facilities: someone is locked out, at any hour; the engineer on call goes, and the lead if nobody does. */
export const urgentAccess = defineProcess('urgent-access', {
  comment: 'Facilities: someone is locked out and is let in, at any hour.',
  startAt: 'Send the engineer on call',
  days: 3,
  states: {
    ...ask('Send the engineer on call', 'group.oncall', {
      role: 'engineer on call',
      procedure: 'Call the person back within fifteen minutes and let them in or out.',
      question:
        'Somebody is locked out. Please call back at once and go there. The comment goes to the person.',
      outcomes: ['done', 'cannot'],
      show: ['subject', 'requester', 'message'],
      hours: 1,
      page: true,
      stage: 'with-engineer',
      next: 'Let in?',
      onSilence: 'Call the facilities lead',
    }),
    ...ask('Call the facilities lead', 'group.lead', {
      role: 'facilities lead',
      procedure: 'Call the person, and send whoever has a key.',
      question:
        'Somebody is locked out and the engineer on call did not help. Please see to it now. The comment goes to the person.',
      outcomes: ['done', 'cannot'],
      show: ['subject', 'requester', 'message'],
      hours: 1,
      stage: 'with-lead',
      next: 'Let in?',
      onSilence: 'Tell the person we keep calling',
    }),
    'Tell the person we keep calling': run('tellRequester', {
      role: 'desk',
      with: { text: 'Nobody on call has answered yet. We keep calling them; you need not write again.' },
      next: 'Send the engineer on call',
    }),
    'Let in?': choose([{ when: answered('done'), next: 'Close as done' }], 'Close as not possible'),
    ...close({
      'Close as done': { outcome: 'done' },
      'Close as not possible': { outcome: 'not-possible' },
    }),
  },
});
