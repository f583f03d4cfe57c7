import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, close } from '../words/words.ts';

/** IT: something is wanted; the manager approves, the team fulfils. */
export const serviceRequest = defineProcess('service-request', {
  comment: 'IT: a request is approved by the manager and fulfilled by the team.',
  startAt: 'Approve with manager',
  days: 90,
  states: {
    ...ask('Approve with manager', 'requester.manager', {
      role: 'manager of the requester',
      procedure: 'Approve what the work needs and the budget allows.',
      question: 'May IT go ahead with this request? The comment goes to the person.',
      outcomes: ['approve', 'reject'],
      show: ['subject', 'requester'],
      hours: 48,
      stage: 'approval',
      next: 'Approved?',
      onSilence: 'Approve with the IT lead',
    }),
    ...ask('Approve with the IT lead', 'group.lead', {
      role: 'IT lead',
      procedure: 'Decide in the place of the manager: what the work needs and the budget allows.',
      question:
        'The manager did not answer. May IT go ahead with this request? The comment goes to the person.',
      outcomes: ['approve', 'reject'],
      show: ['subject', 'requester', 'message'],
      hours: 24,
      stage: 'approval',
      next: 'Approved?',
      onSilence: 'Close without a decision',
    }),
    'Approved?': choose([{ when: answered('approve'), next: 'Fulfil the request' }], 'Close as declined'),
    ...ask('Fulfil the request', 'group.team', {
      role: 'IT support',
      procedure: 'Order or set up what was approved, and say in the comment where it can be had.',
      question: 'Approved. Please fulfil this request. The comment goes to the person.',
      outcomes: ['done', 'cannot'],
      show: ['subject', 'requester', 'message'],
      hours: 72,
      stage: 'fulfilment',
      next: 'Fulfilled?',
      onSilence: 'Fulfil with the IT lead',
    }),
    ...ask('Fulfil with the IT lead', 'group.lead', {
      role: 'IT lead',
      procedure: 'Find out what it is waiting for, and see that it is fulfilled or can be explained.',
      question:
        'An approved request was not fulfilled in time. Please see to it. The comment goes to the person.',
      outcomes: ['done', 'cannot'],
      show: ['subject', 'requester', 'message'],
      hours: 72,
      stage: 'with-lead',
      next: 'Fulfilled?',
      onSilence: 'Close without result',
    }),
    'Fulfilled?': choose([{ when: answered('done'), next: 'Close as done' }], 'Close as not possible'),
    ...close({
      'Close as done': { outcome: 'done' },
      'Close as declined': { outcome: 'declined' },
      'Close without a decision': {
        outcome: 'declined',
        text: 'Neither your manager nor the IT lead decided in time, so IT does not go ahead.',
      },
      'Close as not possible': { outcome: 'not-possible' },
      'Close without result': {
        outcome: 'not-possible',
        text: 'It was approved, but nobody in IT could fulfil it in time. We are sorry.',
      },
    }),
  },
});
