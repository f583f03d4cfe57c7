import { defineProcess } from '../words/define-process.ts';
import { entrust } from '../words/entrust.ts';
import { answered, ask, choose, close, run } from '../words/words.ts';
import { comingBack, dates } from './coming-back.ts';
import { check, payroll, registration } from './leave-questions.ts';

/** HR: somebody is away for their health; the manager learns the dates and nothing else, and the return is talked about. */
export const medicalLeave = defineProcess('medical-leave', {
  comment: 'HR: a medical leave is checked and registered; on the day of return it is talked about.',
  startAt: 'Check the certificate',
  days: 365,
  states: {
    ...entrust('Check the certificate', 'group.team', {
      ...check,
      role: 'HR operations',
      procedure: 'Put the certificate into the personnel file, and enter the dates and the pay code.',
      question: 'Please check this medical leave and enter its dates. The comment goes to the person.',
      lead: {
        state: 'Check it with the HR lead',
        role: 'HR lead',
        procedure: 'Check it, or give it to somebody who does today: pay depends on it.',
      },
      meanwhile: {
        state: 'Tell the person to get well',
        text: 'HR has not checked your certificate yet. You need not do anything: get well.',
      },
    }),
    'Confirmed?': choose(
      [{ when: answered('confirm'), next: 'Tell the manager the dates' }],
      'Close as declined',
    ),
    // Dates, and never the document, the reason or a word of what the person wrote (row 7, A10).
    ...ask('Tell the manager the dates', 'requester.manager', {
      ...dates,
      role: 'manager of the requester',
      procedure: 'Plan who stands in. Do not ask for reasons: they are between the person and HR.',
      question: 'This person is away on these dates. Have you planned for it?',
      outcomes: ['planned'],
      hours: 72,
      stage: 'told',
      next: 'Register with payroll',
      onSilence: 'Tell the manager by phone',
    }),
    ...entrust('Tell the manager by phone', 'group.team', {
      ...dates,
      role: 'HR operations',
      procedure: 'Call the manager or the deputy and name the dates, nothing else.',
      question: 'The manager does not answer. Please tell them or their deputy the dates.',
      outcomes: ['told'],
      hours: 24,
      stage: 'told',
      next: 'Register with payroll',
      lead: {
        state: 'Tell the manager with the HR lead',
        role: 'HR lead',
        procedure: 'Tell the manager of the manager.',
      },
      meanwhile: {
        state: 'Tell the person we have not reached the manager',
        text: 'Your leave is in order. We have not reached your manager yet; you need not do it.',
      },
    }),
    ...ask('Register with payroll', 'system', payroll),
    'Registered?': choose(
      [{ when: answered('completed'), next: 'Tell the person it is in order' }],
      'Register by hand',
    ),
    ...entrust('Register by hand', 'group.team', {
      ...registration,
      role: 'HR operations',
      procedure: 'Enter the leave into payroll and note the run it is in.',
      question: 'Payroll did not register this leave. Please do it by hand.',
      next: 'Tell the person it is in order',
      lead: {
        state: 'Register with the HR lead',
        role: 'HR lead',
        procedure: 'See that the leave is in payroll before the pay run.',
      },
      meanwhile: {
        state: 'Tell the person payroll takes longer',
        text: 'Your leave is in order, but payroll does not have it yet. HR has been reminded; you need not do anything.',
      },
    }),
    'Tell the person it is in order': run('tellRequester', {
      role: 'desk',
      with: {
        text: 'Your leave is in order, and payroll has it. We wish you well, and talk with you when you are back.',
        facts: { 'First day back at work': 'returnDate' },
        stage: 'away',
      },
      next: 'Wait for the return',
    }),
    ...comingBack,
    'Back at work?': choose([{ when: answered('back'), next: 'Close as back' }], 'Check the certificate'),
    ...close({
      'Close as back': { outcome: 'returned', text: 'Good to have you back.' },
      'Close as declined': { outcome: 'declined' },
    }),
  },
});
