import type { Department } from '#desk/department.ts';
import { withHolidays } from '#desk/sla/holidays.ts';
import { germany } from '../holidays/germany.ts';
import { hours } from '../words/department.ts';
import { services } from './services.ts';

/** Legal and compliance: contracts, policies and dates an authority has set. Only its own people read it. */
export const legal: Department = {
  id: 'legal',
  name: 'Legal and Compliance',
  prefix: 'LC',
  owner: 'general counsel',
  sponsor: 'CEO',
  groups: {
    team: 'legal-counsel',
    lead: 'compliance-lead',
    filing: 'compliance-office',
    signatories: 'signatories',
  },
  words: {
    kinds: { request: 'matter', question: 'question' },
    stages: {
      received: 'received',
      review: 'being read by counsel',
      commented: 'waiting for your new version',
      signing: 'being signed',
      'in-work': 'with counsel',
      recorded: 'being entered into the calendar of dates',
      preparing: 'being prepared',
      filing: 'being filed',
      'with-lead': 'with the compliance lead',
      'waiting-requester': 'waiting for your answer',
      answered: 'with counsel',
      reopened: 'opened again',
      signed: 'signed',
      'not-signed': 'not signed',
      'answered-question': 'answered',
      filed: 'filed in time',
      'not-due': 'not due',
    },
  },
  calendars: [
    withHolidays(
      {
        name: 'legal-hours',
        version: 1,
        zone: 'Europe/Berlin',
        week: {
          mon: [['09:00', '18:00']],
          tue: [['09:00', '18:00']],
          wed: [['09:00', '18:00']],
          thu: [['09:00', '18:00']],
          fri: [['09:00', '16:00']],
        },
        holidaysYearly: ['12-24', '12-31'],
      },
      germany,
    ),
  ],
  promises: {
    1: { firstResponse: hours(1), nextResponse: hours(2), resolution: hours(16) },
    2: { firstResponse: hours(4), nextResponse: hours(8), resolution: hours(40) },
    3: { firstResponse: hours(8), nextResponse: hours(16), resolution: hours(80) },
    4: { firstResponse: hours(16), nextResponse: hours(24), resolution: hours(160) },
  },
  hasSystem: false,
  confidential: true,
  graceDays: 5,
  services,
};
