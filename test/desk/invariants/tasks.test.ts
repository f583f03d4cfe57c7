import { describe, test } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { write } from '../memory/cases.ts';
import { writeEnd } from '../memory/stores.ts';
import { breaks, holds } from './runs.ts';
import { ASKING, type Asking, lateChangesNothing, rowDecides } from './tasks.ts';

const RUNS = 500;

describe('questions hold their invariants', () => {
  test('K1, K3: the row decides, and says so before the process moves', () =>
    holds('K1, K3', rowDecides(ASKING), RUNS));
  test('K4: what comes late changes nothing', () => holds('K4', lateChangesNothing(ASKING), RUNS));
});

/** The row is written whatever stood on it. */
const unconditional: Asking = {
  ...ASKING,
  ports: ({ ports, rows }) => {
    const append: Ports['cases']['append'] = async (before, after, commit) => {
      if (before && rows.heads.get(after.id)?.version !== before.version)
        throw new DeskError('stale-version', 'somebody else wrote first');
      write(rows, before, after, commit);
    };
    const settle: Ports['tasks']['settle'] = async (...end) => writeEnd(rows, ...end);
    return { ...ports, cases: { ...ports.cases, append }, tasks: { ...ports.tasks, settle } };
  },
};

/** Nobody looks at the row when time is up. */
const ignoresTheRow: Asking = {
  ...ASKING,
  settle: async () => {
    throw new DeskError('task-silent', 'time is up');
  },
};

/** The process is moved first, the row written afterwards. */
const successFirst: Asking = {
  ...ASKING,
  answer: async (ports, process, task, given) => {
    process.success(given.outcome, await ports.tasks.find(task.ref));
    return ASKING.answer(ports, process, task, given);
  },
};

/** Answers whatever the row says. */
const neverOver: Asking = {
  ...unconditional,
  answer: (ports, process, task, given) => {
    const find: Ports['tasks']['find'] = async () => task;
    return ASKING.answer({ ...ports, tasks: { ...ports.tasks, find } }, process, task, given);
  },
};

/** What was answered on a row is never looked for. */
const neverBooks: Asking = {
  ...ASKING,
  books: async (ports, telling) => {
    const find: Ports['tasks']['find'] = async () => undefined;
    return ASKING.books({ ...ports, tasks: { ...ports.tasks, find } }, telling);
  },
};

describe('and each of them would notice its mutant', () => {
  test('K1: what the row says is never booked', () =>
    breaks('K1', 'never books', rowDecides(neverBooks), RUNS));
  test('K1: the time-out path ignores the row', () =>
    breaks('K1', 'ignores the row', rowDecides(ignoresTheRow), RUNS));
  test('K1: a row is written without a condition', () =>
    breaks('K1', 'unconditional', rowDecides(unconditional), RUNS));
  test('K3: the process is told before the row is written', () =>
    breaks('K3', 'success first', rowDecides(successFirst), RUNS));
  test('K4: a late answer is written', () => breaks('K4', 'never over', lateChangesNothing(neverOver), RUNS));
});
