import { describe, test } from 'vitest';
import type { Ports } from '#desk/ports.ts';
import { write } from '../memory/cases.ts';
import { endsTogether, inTwo, opensOnce, type Ported } from './parts.ts';
import { breaks, holds } from './runs.ts';

const RUNS = 200;
const own: Ported = ({ ports }) => ports;

/** Whoever writes first is written over. */
const unconditional: Ported = ({ ports, rows }) => {
  const append: Ports['cases']['append'] = async (before, after, commit) =>
    write(rows, before, after, commit);
  return { ...ports, cases: { ...ports.cases, append } };
};

/** The row of the parent's task is taken for asked, whatever stands on it. */
const neverLate: Ported = ({ ports }) => ({
  ...ports,
  tasks: {
    ...ports.tasks,
    find: async (ref) => {
      const task = await ports.tasks.find(ref);
      return task?.of.kind === 'case' ? undefined : task;
    },
  },
});

describe('a case and its parts hold their invariants', () => {
  test('C2: a part is opened once, with its task', () => holds('C2', opensOnce(own), RUNS));
  test('row 23: a part and its parent end together', () => holds('row 23', endsTogether(own), RUNS));
});

describe('a wrong desk is found out', () => {
  test('that opens a part in two writes', () => breaks('C2', 'two writes', opensOnce(inTwo), RUNS));
  test('that writes over what others wrote', () =>
    breaks('row 23', 'unconditional', endsTogether(unconditional), RUNS));
  test('whose parts end and tell nobody', () =>
    breaks('row 23', 'tells nobody', endsTogether(neverLate), RUNS));
});
