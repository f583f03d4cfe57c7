import type { Department } from '#desk/department.ts';
import { withHolidays } from '#desk/sla/holidays.ts';
import { germany } from '../holidays/germany.ts';
import { hours } from '../words/department.ts';
import { services } from './services.ts';

/** HR: what people ask about their work, their leave and their pay. Only HR reads it. */
export const hr: Department = {
  id: 'hr',
  name: 'Human Resources',
  prefix: 'HR',
  addresses: ['hr'],
  owner: 'head of HR operations',
  sponsor: 'CHRO',
  groups: { team: 'hr-operations', lead: 'hr-lead', partner: 'hr-partner' },
  words: {
    kinds: { request: 'request', question: 'question', incident: 'query' },
    stages: {
      received: 'received',
      approval: 'waiting for approval',
      'hr-check': 'being checked by HR',
      payroll: 'being registered with payroll',
      away: 'on leave',
      told: 'your manager is told the dates',
      returning: 'return being talked about',
      hours: 'hours being checked',
      confirming: 'waiting for your manager to confirm the hours',
      'in-work': 'with HR',
      'with-lead': 'with the HR lead',
      'waiting-requester': 'waiting for your answer',
      answered: 'with HR',
      reopened: 'opened again',
      departments: 'with the departments',
      granted: 'granted',
      prepared: 'ready',
      changed: 'changed',
      left: 'done, with nothing left open',
      withdrawn: 'withdrawn',
      returned: 'back at work',
      corrected: 'corrected',
      'as-recorded': 'recorded correctly',
      declined: 'not granted',
      'answered-question': 'answered',
    },
  },
  calendars: [
    withHolidays(
      {
        name: 'hr-hours',
        version: 1,
        zone: 'Europe/Berlin',
        week: {
          mon: [['09:00', '17:00']],
          tue: [['09:00', '17:00']],
          wed: [['09:00', '17:00']],
          thu: [['09:00', '17:00']],
          fri: [['09:00', '15:00']],
        },
        holidaysYearly: ['12-24', '12-31'],
      },
      germany,
    ),
  ],
  promises: {
    1: { firstResponse: hours(1), nextResponse: hours(2), resolution: hours(8) },
    2: { firstResponse: hours(4), nextResponse: hours(8), resolution: hours(24) },
    3: { firstResponse: hours(8), nextResponse: hours(8), resolution: hours(80) },
    4: { firstResponse: hours(16), nextResponse: hours(16), resolution: hours(160) },
  },
  hasSystem: true,
  confidential: true,
  graceDays: 5,
  reopen: { days: 10, afterwards: 'new-linked-case' },
  waiting: { remindAfterDays: [3, 7], closeAfterDays: 14 },
  services,
};
