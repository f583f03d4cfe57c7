import type { Service } from '#desk/department.ts';
import { atWork, OF_JOINER, OF_LEAVER, OF_MOVER } from '../hr/people-changes.ts';

const part = { kind: 'request', priority: 3, examples: [], words: {} } as const;

/** What Security does for colleagues who join, move and leave: asked for by HR, and by nobody else (row 18). */
export const colleagues: readonly Service[] = [
  {
    ...part,
    id: 'joiner-badge',
    onlyAsPart: OF_JOINER,
    title: 'A badge for a new colleague',
    description: 'The badge lies at the reception on the first day.',
    process: 'badge-change',
    dueOn: { fact: 'firstDay', days: 0, time: '08:00', zone: atWork, atMostDays: 120 },
  },
  {
    ...part,
    id: 'mover-badge',
    onlyAsPart: OF_MOVER,
    title: 'Doors that change with a position',
    description: 'The badge opens what the new position needs, and nothing else.',
    process: 'badge-change',
    dueOn: { fact: 'changeDay', days: 0, time: '08:00', zone: atWork, atMostDays: 120 },
  },
  {
    ...part,
    id: 'leaver-badge',
    onlyAsPart: OF_LEAVER,
    title: 'A badge that ends with a last day',
    description: 'The badge opens no door after the last day.',
    process: 'badge-end',
    priority: 2,
    calendar: 'always',
    dueOn: { fact: 'lastWorkingDay', days: 1, time: '01:00', zone: atWork, atMostDays: 120 },
  },
];
