import type { Department } from '#desk/department.ts';
import { ALWAYS } from '#desk/sla/calendar.ts';
import { hours, minutes } from '../words/department.ts';

const promise = {
  ack: minutes(5),
  firstResponse: minutes(15),
  nextResponse: minutes(15),
  resolution: hours(12),
};

/**
 * Emergency: people are in danger now (row 13). A department of its own, because fire, injury and intruders are nobody's
 * ordinary queue: round the clock, whoever is on the list is called, and the first words name the number to call.
 */
export const emergency: Department = {
  id: 'emergency',
  name: 'Emergency team',
  prefix: 'EM',
  owner: 'head of security',
  sponsor: 'COO',
  groups: { team: 'emergency-oncall', lead: 'emergency-lead', site: 'emergency-site-managers' },
  words: {
    kinds: { emergency: 'emergency' },
    stages: {
      received: 'received',
      called: 'with the emergency team',
      'on-site': 'with people on site',
      'waiting-requester': 'with the emergency team',
      answered: 'with the emergency team',
      reopened: 'with the emergency team again',
      report: 'over, being written down',
      over: 'over',
      'false-alarm': 'over, a false alarm',
    },
  },
  calendars: [ALWAYS],
  promises: { 1: promise, 2: promise, 3: promise, 4: promise },
  escalation: [
    { at: 100, clocks: ['ack'], do: [{ page: 'lead' }, { notify: ['lead', 'site'] }] },
    { at: `after:${minutes(5)}`, clocks: ['ack'], do: [{ page: 'site' }] },
    { at: 100, do: [{ notify: ['worker', 'lead'] }] },
  ],
  hasSystem: true,
  confidential: false,
  graceDays: 3,
  // The European number; the numbers of other locations are added by the name the directory has for them.
  contacts: { everywhere: [{ name: 'Emergency services', number: '112' }] },
  services: [
    {
      id: 'danger',
      title: 'Danger',
      description: 'Fire, gas, injured people, flooding, intruders, chemicals or threats, at any hour.',
      kind: 'emergency',
      priority: 1,
      process: 'alarm',
      examples: ['smoke on floor 3', 'a colleague is unconscious', 'there is an intruder in the building'],
      words: { danger: 1 },
    },
  ],
};
