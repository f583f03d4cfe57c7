import { all, branchAnswered } from '../words/words.ts';
import { integrations } from './integrations.ts';
import { review } from './reviews.ts';

/** Everybody who looks at an initiative, all at once (rows 33–37). */
export const teams = {
  hosting: review({
    what: 'hosting',
    group: 'group.hosting',
    role: 'hosting team',
    procedure: 'Where does it run, who operates it, what does it cost a year?',
    show: ['hosting', 'users'],
  }),
  network: review({
    what: 'network capacity',
    group: 'group.network',
    role: 'network team',
    procedure: 'Is there capacity at every place, also at the peak?',
    show: ['network', 'users'],
  }),
  security: review({
    what: 'information security',
    group: 'group.security',
    role: 'information security',
    procedure: 'Judge by the data classification. Your no cannot be overruled by the coordinator.',
    show: ['dataClass', 'hosting', 'systems', 'users'],
  }),
  audit: review({
    what: 'audit requirements',
    group: 'group.audit',
    role: 'audit',
    procedure: 'Which evidence must be kept, and who can show it?',
    show: ['dataClass', 'systems', 'users'],
  }),
  integration: integrations,
};

const TEAMS = ['hosting', 'network', 'security', 'audit'] as const;

/** That every team said one of these, and that it can be connected to every system. */
export const fine = (...verdicts: readonly string[]) =>
  all(...TEAMS.map((team) => branchAnswered(team, ...verdicts)), branchAnswered('integration', 'approve'));
