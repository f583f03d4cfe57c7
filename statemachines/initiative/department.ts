import type { Department } from '#desk/department.ts';
import { withHolidays } from '#desk/sla/holidays.ts';
import { germany } from '../holidays/germany.ts';
import { hours } from '../words/department.ts';
import { services } from './services.ts';

/** Initiatives: something new for many people, looked at by many teams, and led by one coordinator (rows 31–41). */
export const initiative: Department = {
  id: 'initiative',
  name: 'Initiatives',
  prefix: 'INI',
  owner: 'head of the project office',
  sponsor: 'CIO',
  // Only who is in the group of coordinators is asked to lead one (row 39).
  groups: {
    team: 'initiative-lead',
    lead: 'initiative-board',
    hosting: 'hosting-review',
    network: 'network-review',
    security: 'information-security-review',
    audit: 'audit-review',
    integration: 'integration-review',
  },
  words: {
    kinds: { initiative: 'initiative', question: 'question' },
    groups: {
      team: 'your coordinator',
      lead: 'the board',
      hosting: 'hosting team',
      network: 'network team',
      security: 'information security',
      audit: 'audit',
      integration: 'integration team',
    },
    stages: {
      received: 'received',
      'waiting-requester': 'waiting for your answer',
      answered: 'with the coordinator',
      reopened: 'opened again',
      coordinating: 'with the coordinator',
      review: 'being reviewed by all teams',
      conditions: 'conditions of the teams being fulfilled',
      preparing: 'go-live being prepared',
      waiting: 'ready, waiting for its day',
      'going-live': 'going live',
      'with-lead': 'with the board',
      live: 'live',
      blocked: 'blocked by information security',
      withdrawn: 'withdrawn',
      declined: 'not begun',
    },
  },
  calendars: [
    withHolidays(
      {
        name: 'initiative-hours',
        version: 1,
        zone: 'Europe/Berlin',
        week: {
          mon: [['09:00', '17:00']],
          tue: [['09:00', '17:00']],
          wed: [['09:00', '17:00']],
          thu: [['09:00', '17:00']],
          fri: [['09:00', '15:00']],
        },
      },
      germany,
    ),
  ],
  promises: {
    1: { firstResponse: hours(4), nextResponse: hours(8), resolution: hours(600) },
    2: { firstResponse: hours(8), nextResponse: hours(16), resolution: hours(900) },
    3: { firstResponse: hours(16), nextResponse: hours(16), resolution: hours(1400) },
    4: { firstResponse: hours(24), nextResponse: hours(24), resolution: hours(1800) },
  },
  // No coordinator can answer a document that does not say everything yet (row 32).
  pauses: { 'waiting-requester': ['firstResponse', 'resolution', 'update', 'e2e'] },
  // One coordinator, whom people know by name (row 38).
  namesPeople: true,
  hasSystem: false,
  confidential: false,
  graceDays: 10,
  reopen: { days: 20, afterwards: 'new-linked-case' },
  waiting: { remindAfterDays: [5, 15], closeAfterDays: 40 },
  services,
};
