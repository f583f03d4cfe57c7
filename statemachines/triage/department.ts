import type { Department } from '#desk/department.ts';
import { withHolidays } from '#desk/sla/holidays.ts';
import { germany } from '../holidays/germany.ts';
import { hours, minutes } from '../words/department.ts';

/** Triage: people place what no rule could place. It has its own clock and no process; nothing is dropped or guessed (row 3). */
export const triage: Department = {
  id: 'triage',
  name: 'Service Desk',
  prefix: 'SD',
  owner: 'service desk lead',
  sponsor: 'CIO',
  groups: { team: 'service-desk', lead: 'service-desk-lead' },
  words: {
    kinds: { question: 'message' },
    stages: {
      received: 'received',
      'waiting-requester': 'waiting for your answer',
      answered: 'being read',
      reopened: 'opened again',
      done: 'done',
    },
  },
  calendars: [
    withHolidays(
      {
        name: 'triage-hours',
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
  ],
  promises: {
    1: { triage: minutes(15), firstResponse: hours(1) },
    2: { triage: minutes(30), firstResponse: hours(2) },
    3: { triage: hours(1), firstResponse: hours(4) },
    4: { triage: hours(2), firstResponse: hours(8) },
  },
  hasSystem: false,
  confidential: false,
  graceDays: 3,
  services: [
    {
      id: 'unplaced',
      title: 'To be placed',
      description: 'A message no rule could place; a person reads it and gives it to a department.',
      kind: 'question',
      priority: 3,
      examples: [],
      words: {},
    },
    {
      id: 'for-several',
      title: 'For several departments',
      description:
        'A matter that several departments were asked for at once: whoever asked hears of it as one.',
      kind: 'question',
      priority: 3,
      // Each department keeps its own promises; that the whole takes five days at most is the desk's (row 24).
      promise: { e2e: hours(60) },
      examples: [],
      words: {},
    },
  ],
};
