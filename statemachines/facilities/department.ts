import type { Department } from '#desk/department.ts';
import { ALWAYS } from '#desk/sla/calendar.ts';
import { withHolidays } from '#desk/sla/holidays.ts';
import { germany } from '../holidays/germany.ts';
import { hours, minutes } from '../words/department.ts';
import { colleagues } from './colleagues.ts';
import { services } from './services.ts';

/** Facilities: buildings, rooms, heating, light, doors and desks. */
export const facilities: Department = {
  id: 'facilities',
  name: 'Facilities',
  prefix: 'FM',
  owner: 'head of facilities',
  sponsor: 'COO',
  groups: {
    team: 'facilities',
    lead: 'facilities-lead',
    engineers: 'building-engineers',
    oncall: 'facilities-oncall',
    movers: 'facilities-moves',
    it: 'it-support',
  },
  words: {
    kinds: { incident: 'issue', request: 'work request', question: 'question', emergency: 'emergency' },
    groups: { oncall: 'a colleague on call', movers: 'the people for moves', it: 'IT' },
    stages: {
      received: 'received',
      ordered: 'ordered from the building system',
      'with-engineer': 'with an engineer',
      planning: 'move being planned',
      planned: 'move is planned',
      preparing: 'new place being prepared',
      moving: 'being moved',
      'with-lead': 'with the facilities lead',
      'waiting-requester': 'waiting for your answer',
      answered: 'being worked on',
      reopened: 'opened again',
      done: 'done',
      'not-possible': 'not possible',
    },
  },
  calendars: [
    withHolidays(
      {
        name: 'facilities-hours',
        version: 1,
        zone: 'Europe/Berlin',
        week: {
          mon: [['06:00', '20:00']],
          tue: [['06:00', '20:00']],
          wed: [['06:00', '20:00']],
          thu: [['06:00', '20:00']],
          fri: [['06:00', '20:00']],
          sat: [['08:00', '14:00']],
        },
      },
      germany,
    ),
    ALWAYS,
  ],
  promises: {
    1: { firstResponse: minutes(15), nextResponse: minutes(30), resolution: hours(4) },
    2: { firstResponse: hours(2), nextResponse: hours(4), resolution: hours(12) },
    3: { firstResponse: hours(4), nextResponse: hours(8), resolution: hours(40) },
    4: { firstResponse: hours(8), nextResponse: hours(16), resolution: hours(120) },
  },
  // Building engineers come from a firm: by its contract within a working day. Whoever sits in the cold waits for
  // Facilities, not for a contract, so its time goes on (L2).
  suppliers: { engineers: { name: 'building-firm', promise: hours(12) } },
  pauses: { 'waiting-supplier': [] },
  hasSystem: true,
  confidential: false,
  graceDays: 3,
  reopen: { days: 5, afterwards: 'new-linked-case' },
  waiting: { remindAfterDays: [3, 7], closeAfterDays: 14 },
  services: [...services, ...colleagues],
};
