import type { Service } from '#desk/department.ts';
import { atWork, OF_JOINER, OF_LEAVER, OF_MOVER } from '../hr/people-changes.ts';

const part = { kind: 'request', priority: 3, examples: [], words: {} } as const;

/** What IT does for colleagues who join, move and leave: asked for by HR, and by nobody else (row 18). */
export const colleagues: readonly Service[] = [
  {
    ...part,
    id: 'joiner-setup',
    onlyAsPart: OF_JOINER,
    title: 'Device and accounts for a new colleague',
    description: 'Everything a new colleague works with is there on the first day.',
    process: 'access-change',
    dueOn: { fact: 'firstDay', days: 0, time: '08:00', zone: atWork, atMostDays: 120 },
  },
  {
    ...part,
    id: 'mover-access',
    onlyAsPart: OF_MOVER,
    title: 'Access that changes with a position',
    description: 'New access begins and old access ends with the change.',
    process: 'access-change',
    dueOn: { fact: 'changeDay', days: 0, time: '08:00', zone: atWork, atMostDays: 120 },
  },
  {
    ...part,
    id: 'leaver-access-removal',
    onlyAsPart: OF_LEAVER,
    title: 'Access that ends with a last day',
    description: 'Every access of a colleague who leaves ends with the last day where they work.',
    priority: 2,
    process: 'access-removal',
    // An account does not keep office hours.
    calendar: 'always',
    dueOn: { fact: 'lastWorkingDay', days: 1, time: '01:00', zone: atWork, atMostDays: 120 },
  },
];
