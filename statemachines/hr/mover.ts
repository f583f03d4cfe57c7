import { partFor } from './part-for.ts';
import { peopleChange } from './people-change.ts';
import { OF_MOVER } from './people-changes.ts';

const told = { facts: OF_MOVER, hours: 840 } as const;

/** HR: somebody changes the job inside the company; old access ends where new access begins (row 18). */
export const mover = peopleChange('mover', {
  comment: 'HR: somebody changes the job, and access, workplace, badge and pay change with it.',
  missing: 'Somebody changes the job. Before anything begins we need to know a few things.',
  check: {
    procedure: 'Compare with the agreement in the personnel file; enter the day as it stands there.',
    question: 'From which day is it agreed? Say hello, or why it is not: the comment goes to the person.',
    day: { name: 'changeDay', label: 'First day in the new position', type: 'date', material: true },
  },
  show: ['requester', 'message', 'colleague', 'changeDay', 'position', 'place'],
  daysBefore: 28,
  parts: {
    access: partFor({
      ...told,
      what: 'access',
      role: 'IT',
      department: 'it',
      service: 'mover-access',
      subject: 'Access that changes with a position',
    }),
    workplace: partFor({
      ...told,
      what: 'workplace',
      role: 'Facilities',
      department: 'facilities',
      service: 'mover-workplace',
      subject: 'A workplace that changes with a position',
    }),
    badge: partFor({
      ...told,
      what: 'badge',
      role: 'Security',
      department: 'security',
      service: 'mover-badge',
      subject: 'Doors that change with a position',
    }),
    pay: partFor({
      ...told,
      what: 'pay',
      role: 'Payroll',
      department: 'payroll',
      service: 'mover-pay',
      subject: 'Pay that changes with a position',
    }),
  },
  inHand:
    'HR has confirmed this. IT, Facilities, Security and Payroll do their parts in time; you hear from us when all is done.',
  done: { outcome: 'changed', text: 'Access, workplace, badge and pay fit the new position.' },
});
