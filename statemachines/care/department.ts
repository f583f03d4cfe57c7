import type { Department } from '#desk/department.ts';
import { ALWAYS } from '#desk/sla/calendar.ts';
import { hours, minutes } from '../words/department.ts';
import { contacts } from './contacts.ts';

const promise = {
  ack: minutes(15),
  firstResponse: minutes(30),
  nextResponse: hours(2),
  resolution: hours(24 * 30),
};

/**
 * Care: an employee in distress is heard by few, named people (row 14). Its name, words and mails say nothing that somebody
 * who looks over the person's shoulder could learn from; nobody else at the company sees that there is a case.
 */
export const care: Department = {
  id: 'care',
  name: 'People Support',
  prefix: 'PS',
  owner: 'head of people support',
  sponsor: 'CHRO',
  groups: {
    team: 'people-support-duty',
    lead: 'people-support-lead',
    deputy: 'people-support-deputy',
  },
  words: {
    // A word that says nothing: a matter of somebody in distress has no name of a kind.
    kinds: { care: 'matter' },
    stages: {
      received: 'with us',
      'with-person': 'with us',
      'waiting-requester': 'with us',
      answered: 'with us',
      reopened: 'with us',
      'in-good-hands': 'with us',
      ordinary: 'with us',
    },
  },
  calendars: [ALWAYS],
  // For its own people alone: nothing of this is ever told to the person.
  promises: { 1: promise, 2: promise, 3: promise, 4: promise },
  escalation: [
    { at: 100, clocks: ['ack'], do: [{ page: 'lead' }, { notify: ['lead', 'deputy'] }] },
    { at: `after:${minutes(15)}`, clocks: ['ack'], do: [{ page: 'deputy' }] },
    { at: 100, do: [{ notify: ['worker', 'lead'] }] },
  ],
  hasSystem: true,
  confidential: true,
  graceDays: 365,
  contacts,
  services: [
    {
      id: 'talk',
      title: 'Talk to somebody',
      description: 'A person who listens, at any hour, and keeps it to themselves.',
      kind: 'care',
      priority: 1,
      process: 'listen',
      examples: ['I do not want to live any more', 'I cannot go on like this', 'my husband hits me'],
      words: { distress: 1 },
    },
    {
      id: 'look',
      title: 'Somebody looks first',
      description: 'What may be somebody in need, or only sounds like it, is read by a person first.',
      kind: 'care',
      priority: 1,
      process: 'look',
      silent: true,
      examples: ['this printer is killing me', 'the deadline is suicide'],
      words: { perhaps: 1 },
    },
  ],
};
