import type { Service } from '#desk/department.ts';
import { atWork, OF_JOINER, OF_LEAVER, OF_MOVER } from '../hr/people-changes.ts';

const part = {
  kind: 'request',
  priority: 3,

  examples: [],
  words: {},
  process: 'workplace-change',
} as const;

/** What Facilities does for colleagues who join, move and leave: asked for by HR, and by nobody else (row 18). */
export const colleagues: readonly Service[] = [
  {
    ...part,
    id: 'joiner-workplace',
    onlyAsPart: OF_JOINER,
    title: 'A workplace for a new colleague',
    description: 'Desk, chair and locker are ready on the first day.',
    dueOn: { fact: 'firstDay', days: 0, time: '08:00', zone: atWork, atMostDays: 120 },
  },
  {
    ...part,
    id: 'mover-workplace',
    onlyAsPart: OF_MOVER,
    title: 'A workplace that changes with a position',
    description: 'The new workplace is ready on the day, the old one becomes free.',
    dueOn: { fact: 'changeDay', days: 0, time: '08:00', zone: atWork, atMostDays: 120 },
  },
  {
    ...part,
    id: 'leaver-workplace',
    onlyAsPart: OF_LEAVER,
    title: 'A workplace that becomes free',
    description: 'Keys come back and the desk is cleared after the last day.',
    dueOn: { fact: 'lastWorkingDay', days: 3, time: '18:00', zone: atWork, atMostDays: 120 },
  },
];
