import type { Department } from '#desk/department.ts';
import { ALWAYS } from '#desk/sla/calendar.ts';
import { withHolidays } from '#desk/sla/holidays.ts';
import { germany } from '../holidays/germany.ts';
import { hours, minutes } from '../words/department.ts';
import { services } from './services.ts';

/** Security: badges, suspicious mails, and whatever threatens people, data or the house. Only Security reads it. */
export const security: Department = {
  id: 'security',
  name: 'Security',
  prefix: 'SEC',
  owner: 'head of corporate security',
  sponsor: 'CSO',
  groups: {
    team: 'security-desk',
    lead: 'security-lead',
    oncall: 'security-oncall',
    reception: 'reception',
    reporting: 'data-protection',
  },
  words: {
    kinds: { incident: 'incident', request: 'request' },
    stages: {
      received: 'received',
      disabling: 'being disabled',
      making: 'new badge being made',
      ready: 'new badge at the reception',
      reactivating: 'old badge being made valid again',
      judging: 'being looked at',
      containing: 'being contained',
      removing: 'being removed from all mailboxes',
      investigating: 'being investigated',
      reporting: 'being reported',
      'with-lead': 'with the security lead',
      'waiting-requester': 'waiting for your answer',
      answered: 'with Security',
      reopened: 'opened again',
      done: 'done',
      replaced: 'replaced by a new badge',
      'cancelled-reactivated': 'found again: your old badge is valid',
      harmless: 'harmless',
      removed: 'dangerous, and removed',
      'false-alarm': 'a false alarm',
      investigated: 'investigated',
    },
  },
  calendars: [
    withHolidays(
      {
        name: 'security-hours',
        version: 1,
        zone: 'Europe/Berlin',
        week: {
          mon: [['07:00', '19:00']],
          tue: [['07:00', '19:00']],
          wed: [['07:00', '19:00']],
          thu: [['07:00', '19:00']],
          fri: [['07:00', '19:00']],
        },
      },
      germany,
    ),
    ALWAYS,
  ],
  promises: {
    1: { firstResponse: minutes(15), nextResponse: minutes(30), resolution: hours(24) },
    2: { firstResponse: hours(1), nextResponse: hours(4), resolution: hours(24) },
    3: { firstResponse: hours(4), nextResponse: hours(8), resolution: hours(40) },
    4: { firstResponse: hours(8), nextResponse: hours(16), resolution: hours(80) },
  },
  hasSystem: true,
  confidential: true,
  graceDays: 5,
  services,
};
