import { partFor } from './part-for.ts';
import { peopleChange } from './people-change.ts';
import { OF_LEAVER } from './people-changes.ts';

const told = { facts: OF_LEAVER, hours: 840 } as const;

/** HR: somebody leaves; every access ends with the last day where they work, and nothing is left open (row 18). */
export const leaver = peopleChange('leaver', {
  comment: 'HR: somebody leaves, every department does its part, and the matter ends with the last of them.',
  missing: 'We are sorry to hear that somebody leaves. Before anything begins we need to know a few things.',
  check: {
    procedure: 'Compare with the notice in the personnel file; enter the last day as it stands there.',
    question:
      'Which is the last working day? Say hello, or why this is not right: the comment goes to the person.',
    day: { name: 'lastWorkingDay', label: 'Last working day', type: 'date', material: true },
  },
  show: ['requester', 'message', 'colleague', 'lastWorkingDay', 'place', 'reason'],
  daysBefore: 28,
  parts: {
    access: partFor({
      ...told,
      what: 'access and the devices',
      role: 'IT',
      department: 'it',
      service: 'leaver-access-removal',
      subject: 'Access that ends with a last day',
    }),
    workplace: partFor({
      ...told,
      what: 'workplace',
      role: 'Facilities',
      department: 'facilities',
      service: 'leaver-workplace',
      subject: 'A workplace that becomes free',
    }),
    badge: partFor({
      ...told,
      what: 'badge',
      role: 'Security',
      department: 'security',
      service: 'leaver-badge',
      subject: 'A badge that ends with a last day',
    }),
    pay: partFor({
      ...told,
      what: 'final pay',
      role: 'Payroll',
      department: 'payroll',
      service: 'leaver-pay',
      subject: 'A final pay',
    }),
  },
  inHand:
    'HR has confirmed this. IT, Facilities, Security and Payroll do their parts in time; you hear from us when all is done.',
  done: { outcome: 'left', text: 'Access, devices, workplace, badge and final pay are taken care of.' },
});
