import type { Department } from '#desk/department.ts';
import { ALWAYS } from '#desk/sla/calendar.ts';
import { withHolidays } from '#desk/sla/holidays.ts';
import { germany } from '../holidays/germany.ts';
import { hours, minutes } from '../words/department.ts';
import { services } from './services.ts';

/** IT: computers, accounts, networks and the things people work with. */
export const it: Department = {
  id: 'it',
  name: 'IT',
  prefix: 'IT',
  addresses: ['it'],
  owner: 'head of IT operations',
  sponsor: 'CIO',
  groups: {
    team: 'it-support',
    lead: 'it-lead',
    major: 'it-major-incident',
    owners: 'data-owners',
    problems: 'it-problem-management',
  },
  words: {
    kinds: { incident: 'incident', request: 'request', question: 'question' },
    groups: { problems: 'the people who look for causes', major: 'the coordinator of the major incident' },
    stages: {
      received: 'received',
      'in-work': 'being worked on',
      'with-lead': 'with the IT lead',
      approval: 'waiting for approval',
      fulfilment: 'being fulfilled',
      major: 'a major incident, led by a coordinator',
      review: 'solved, the cause being written down',
      granted: 'granted until its last day',
      renewal: 'being asked whether it is still needed',
      ending: 'being ended',
      analysis: 'cause being looked for',
      removal: 'cause being removed',
      'waiting-requester': 'waiting for your answer',
      answered: 'being worked on',
      reopened: 'opened again',
      solved: 'solved',
      ended: 'ended',
      known: 'known, with a way around it',
      'not-solvable': 'closed without a solution',
      done: 'done',
      declined: 'declined',
      'not-possible': 'not possible',
    },
  },
  calendars: [
    withHolidays(
      {
        name: 'it-hours',
        version: 1,
        zone: 'Europe/Berlin',
        week: {
          mon: [['07:00', '19:00']],
          tue: [['07:00', '19:00']],
          wed: [['07:00', '19:00']],
          thu: [['07:00', '19:00']],
          fri: [['07:00', '18:00']],
        },
      },
      germany,
    ),
    ALWAYS,
  ],
  promises: {
    1: { firstResponse: minutes(15), nextResponse: hours(1), resolution: hours(4) },
    2: { firstResponse: hours(1), nextResponse: hours(4), resolution: hours(8) },
    3: { firstResponse: hours(4), nextResponse: hours(8), resolution: hours(24) },
    4: { firstResponse: hours(8), nextResponse: hours(16), resolution: hours(60) },
  },
  // Nobody of IT can say anything of use before the manager has decided.
  pauses: { 'waiting-approval': ['firstResponse'] },
  hasSystem: true,
  confidential: false,
  graceDays: 3,
  reopen: { days: 5, afterwards: 'new-linked-case' },
  waiting: { remindAfterDays: [3, 7], closeAfterDays: 14 },
  services,
};
