import type { Service } from '#desk/department.ts';
import { OF_JOINER, OF_LEAVER, OF_MOVER } from '../hr/people-changes.ts';
import { payRun } from './pay-run.ts';

const part = {
  kind: 'request',
  priority: 3,

  examples: [],
  words: {},
  process: 'pay-change',
  run: payRun,
} as const;

/** What payroll does for colleagues who join, move and leave: asked for by HR, and by nobody else (row 18). */
export const colleagues: readonly Service[] = [
  {
    ...part,
    id: 'joiner-pay',
    onlyAsPart: OF_JOINER,
    title: 'A new colleague in the pay run',
    description: 'The first pay comes with the pay run of the first month.',
  },
  {
    ...part,
    id: 'mover-pay',
    onlyAsPart: OF_MOVER,
    title: 'Pay that changes with a position',
    description: 'The new pay comes with the pay run after the change.',
  },
  {
    ...part,
    id: 'leaver-pay',
    onlyAsPart: OF_LEAVER,
    title: 'A final pay',
    description: 'Open hours, days and expenses are paid with the last pay run.',
  },
];
