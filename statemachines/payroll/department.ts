import type { Department } from '#desk/department.ts';
import { withHolidays } from '#desk/sla/holidays.ts';
import { germany } from '../holidays/germany.ts';
import { hours } from '../words/department.ts';
import { services } from './services.ts';

/** Payroll and finance: what is paid wrongly, and what is to be bought. Only its own people read pay data (row 15). */
export const payroll: Department = {
  id: 'payroll',
  name: 'Payroll and Finance',
  prefix: 'PAY',
  owner: 'head of payroll',
  sponsor: 'CFO',
  groups: {
    team: 'payroll-office',
    lead: 'payroll-lead',
    purchasing: 'purchasing',
    receiving: 'goods-in',
    finance: 'finance-lead',
    cfo: 'cfo-office',
  },
  words: {
    kinds: { incident: 'correction', request: 'request' },
    stages: {
      received: 'received',
      checking: 'being checked by payroll',
      booking: 'being booked for the pay run',
      purchasing: 'with purchasing',
      approval: 'waiting for approval',
      ordered: 'ordered',
      complaint: 'being settled with the supplier',
      'with-lead': 'with the lead',
      'waiting-requester': 'waiting for your answer',
      answered: 'being worked on',
      reopened: 'opened again',
      done: 'entered',
      corrected: 'corrected',
      'nothing-wrong': 'paid as agreed',
      bought: 'delivered',
      declined: 'not approved',
      'not-possible': 'not bought',
    },
  },
  calendars: [
    withHolidays(
      {
        name: 'payroll-hours',
        version: 1,
        zone: 'Europe/Berlin',
        week: {
          mon: [['08:00', '17:00']],
          tue: [['08:00', '17:00']],
          wed: [['08:00', '17:00']],
          thu: [['08:00', '17:00']],
          fri: [['08:00', '15:00']],
        },
        holidaysYearly: ['12-24', '12-31'],
      },
      germany,
    ),
  ],
  promises: {
    1: { firstResponse: hours(1), nextResponse: hours(2), resolution: hours(8) },
    2: { firstResponse: hours(4), nextResponse: hours(8), resolution: hours(40) },
    3: { firstResponse: hours(8), nextResponse: hours(16), resolution: hours(120) },
    4: { firstResponse: hours(16), nextResponse: hours(24), resolution: hours(240) },
  },
  files: {
    largest: 10 * 1024 * 1024,
    only: ['pdf', 'png', 'jpg', 'jpeg', 'heic', 'csv', 'xlsx', 'ods', 'docx', 'odt', 'txt', 'eml'],
  },
  hasSystem: true,
  confidential: true,
  graceDays: 5,
  services,
};
