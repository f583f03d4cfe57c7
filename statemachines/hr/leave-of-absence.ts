import { defineProcess } from '../words/define-process.ts';
import { answered, ask, choose, close, run } from '../words/words.ts';
import { approval, check, payroll, registration } from './leave-questions.ts';

/** HR: a leave is approved by the manager, checked by HR, registered with payroll; the return date stays on the case. */
export const leaveOfAbsence = defineProcess('leave-of-absence', {
  comment: 'HR: a leave is approved, checked and registered; the return date is kept.',
  startAt: 'Approve with manager',
  days: 180,
  states: {
    ...ask('Approve with manager', 'requester.manager', {
      ...approval,
      role: 'manager of the requester',
      procedure: 'Look at the dates and at who can stand in. Reasons are between the person and HR.',
      question: 'May this leave be granted? The comment goes to the person.',
      hours: 72,
      onSilence: 'Approve with the HR lead',
    }),
    ...ask('Approve with the HR lead', 'group.lead', {
      ...approval,
      role: 'HR lead',
      procedure: 'Try to reach the manager; otherwise decide by the dates and by who can stand in.',
      question: 'The manager did not answer. May this leave be granted? The comment goes to the person.',
      hours: 48,
      onSilence: 'Close without a decision',
    }),
    'Approved?': choose([{ when: answered('approve'), next: 'Check with HR' }], 'Close as declined'),
    ...ask('Check with HR', 'group.team', {
      ...check,
      role: 'HR operations',
      procedure: 'Check entitlement and documents; enter the dates and the pay code.',
      question: 'Please check this leave and enter its dates. The comment goes to the person.',
      onSilence: 'Check with the HR lead',
    }),
    ...ask('Check with the HR lead', 'group.lead', {
      ...check,
      role: 'HR lead',
      procedure: 'Check entitlement and documents, or give them to somebody who does it today.',
      question:
        'An approved leave was not checked in time. Please enter its dates. The comment goes to the person.',
      onSilence: 'Tell the person the check takes longer',
    }),
    'Tell the person the check takes longer': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'Your leave is approved. HR needs longer than usual to check it and has been reminded; you need not do anything.',
      },
      next: 'Check with HR',
    }),
    'Confirmed?': choose([{ when: answered('confirm'), next: 'Register with payroll' }], 'Close as declined'),
    ...ask('Register with payroll', 'system', payroll),
    'Registered?': choose([{ when: answered('completed'), next: 'Close as granted' }], 'Register by hand'),
    ...ask('Register by hand', 'group.team', {
      ...registration,
      role: 'HR operations',
      procedure: 'Enter the leave into payroll and note the run it is in.',
      question: 'Payroll did not register this leave. Please do it by hand.',
      onSilence: 'Register with the HR lead',
    }),
    ...ask('Register with the HR lead', 'group.lead', {
      ...registration,
      role: 'HR lead',
      procedure: 'See that the leave is in payroll before the pay run, and note the run it is in.',
      question: 'A granted leave is still not in payroll. Please see to it before the pay run.',
      onSilence: 'Tell the person payroll takes longer',
    }),
    'Tell the person payroll takes longer': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'Your leave is granted, but payroll does not have it yet. HR has been reminded; you need not do anything.',
      },
      next: 'Register by hand',
    }),
    ...close({
      'Close as granted': { outcome: 'granted', text: 'It is registered with payroll.' },
      'Close as declined': { outcome: 'declined' },
      'Close without a decision': {
        outcome: 'declined',
        text: 'Neither your manager nor the HR lead decided in time.',
      },
    }),
  },
});
