import { partFor } from './part-for.ts';
import { peopleChange } from './people-change.ts';
import { OF_JOINER } from './people-changes.ts';

const told = { facts: OF_JOINER, hours: 840 } as const;

/** HR: somebody joins, and finds everything ready on the first day (row 18). */
export const joiner = peopleChange('joiner', {
  comment: 'HR: somebody joins, and device, workplace, badge and pay are ready on the first day.',
  missing: 'How good that somebody joins us. Before anything begins we need to know a few things.',
  check: {
    procedure: 'Compare with the signed contract; enter the first day as it stands there.',
    question:
      'Contract signed: which is the first day? Say hello, or why it is not: the comment goes to the person.',
    day: { name: 'firstDay', label: 'First working day', type: 'date', material: true },
  },
  show: ['requester', 'message', 'newColleague', 'firstDay', 'position', 'place'],
  daysBefore: 42,
  parts: {
    device: partFor({
      ...told,
      what: 'device and the accounts',
      role: 'IT',
      department: 'it',
      service: 'joiner-setup',
      subject: 'Device and accounts for a new colleague',
    }),
    workplace: partFor({
      ...told,
      what: 'workplace',
      role: 'Facilities',
      department: 'facilities',
      service: 'joiner-workplace',
      subject: 'A workplace for a new colleague',
    }),
    badge: partFor({
      ...told,
      what: 'badge',
      role: 'Security',
      department: 'security',
      service: 'joiner-badge',
      subject: 'A badge for a new colleague',
    }),
    pay: partFor({
      ...told,
      what: 'pay',
      role: 'Payroll',
      department: 'payroll',
      service: 'joiner-pay',
      subject: 'A new colleague in the pay run',
    }),
  },
  inHand:
    'HR has confirmed this. IT, Facilities, Security and Payroll prepare everything in time; you hear from us when all is ready.',
  done: { outcome: 'prepared', text: 'Device, accounts, workplace, badge and pay are ready.' },
});
