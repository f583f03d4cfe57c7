import { describe, test } from 'vitest';
import { receive } from '#desk/case/receive.ts';
import { isRefusal } from '#desk/errors.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import type { Ports } from '#desk/ports.ts';
import type { Memory } from '../memory.ts';
import { balanced, INTAKE, type Intake, oneCaseEach, oneThread, powerless } from './intake.ts';
import { Crash } from './interleaved.ts';
import { breaks, holds } from './runs.ts';

const RUNS = 400;

describe('mail that is taken in holds its invariants', () => {
  test('C1: one case for each mail', () => holds('C1', oneCaseEach(INTAKE), RUNS));
  test('C3: the books balance', () => holds('C3', balanced(INTAKE), RUNS));
  test('C5: a reply joins exactly one case', () => holds('C5', oneThread(INTAKE), RUNS));
  test('C6: automated mail is powerless', () => holds('C6', powerless(INTAKE), RUNS));
});

const withAppend = (append: (desk: Memory) => Ports['cases']['append']): Intake => ({
  ...INTAKE,
  ports: (desk) => ({ ...desk.ports, cases: { ...desk.ports.cases, append: append(desk) } }),
});

/** Looks whether the row stands, then writes it without a condition. */
const checkThenPut = withAppend(({ ports, rows }) => async (before, after, { ledger, ...commit }) => {
  await ports.cases.append(before, after, commit);
  if (ledger) rows.ledger.set(ledger.key, ledger);
});

/** The row first, in a write of its own. */
const rowFirst: Intake = {
  ...INTAKE,
  takeIn: async (ports, mail) => {
    const append: Ports['cases']['append'] = async (before, after, { ledger, ...commit }) => {
      if (ledger) await ports.ledger.record(ledger);
      await ports.cases.append(before, after, commit);
    };
    await takeIn({ ...ports, cases: { ...ports.cases, append } }, mail);
  },
};

/** What cannot be read is let go without a word. */
const dropsUnreadable: Intake = {
  ...INTAKE,
  ports: (desk) => ({
    ...desk.ports,
    ledger: {
      ...desk.ports.ledger,
      record: async (entry, effects) => {
        if (entry.cause !== 'unreadable') await desk.ports.ledger.record(entry, effects);
      },
    },
  }),
};

/** A dead letter has no row. */
const unbooked: Intake = { ...INTAKE, deadLetter: async () => {} };

/** A dead letter's row stands for good, so that sending it again does nothing. */
const deadForGood: Intake = {
  ...INTAKE,
  takeIn: async (ports, mail) => {
    const find: Ports['ledger']['find'] = async (key) => {
      const found = await ports.ledger.find(key);
      return found?.class === 'dead-lettered' ? { ...found, class: 'suspended' } : found;
    };
    await takeIn({ ...ports, ledger: { ...ports.ledger, find } }, mail);
  },
};

/** Every copy of a dead letter takes its row. */
const takesItsRow: Intake = {
  ...INTAKE,
  ports: ({ ports, rows }) => {
    const free = (key = '') => rows.ledger.get(key)?.class === 'dead-lettered' && rows.ledger.delete(key);
    const append: Ports['cases']['append'] = async (...step) => {
      free(step[2].ledger?.key);
      await ports.cases.append(...step);
    };
    const find: Ports['ledger']['find'] = async (key) => {
      const found = await ports.ledger.find(key);
      return found?.class === 'dead-lettered' ? undefined : found;
    };
    return { ...ports, cases: { ...ports.cases, append }, ledger: { ...ports.ledger, find } };
  },
};

/** What leaves is written after the transaction, in a second write. */
function outboxAfterwards(): Intake {
  let outbox: Memory['rows']['outbox'] = [];
  return {
    ...INTAKE,
    ports: ({ ports, rows }) => {
      outbox = rows.outbox;
      return ports;
    },
    takeIn: async (ports, mail) => {
      const append: Ports['cases']['append'] = async (before, after, commit) => {
        await ports.cases.append(before, after, { ...commit, effects: [] });
        // The second write is a call of its own, and as likely to fail as any other.
        await ports.cases.find(after.id);
        outbox.push(...commit.effects.map((effect) => ({ caseId: after.id, effect })));
      };
      await takeIn({ ...ports, cases: { ...ports.cases, append } }, mail);
    },
  };
}

/** A read of a replica that has not seen the case yet. */
const lagging: Intake = {
  ...INTAKE,
  ports: (desk) => {
    let reads = 0;
    const find: Ports['cases']['find'] = async (id) => {
      reads += 1;
      return reads % 3 === 0 ? undefined : desk.ports.cases.find(id);
    };
    return { ...desk.ports, cases: { ...desk.ports.cases, find } };
  },
};

/** A lost race is taken for done. */
const forgetsRaces: Intake = {
  ...INTAKE,
  takeIn: async (ports, mail) => {
    try {
      await takeIn(ports, mail);
    } catch (error) {
      if (!(error instanceof Crash) && !isRefusal(error)) throw error;
    }
  },
};

describe('and each of them would notice its mutant', () => {
  test('C1: a check, and then a put without a condition', () =>
    breaks('C1', 'check, then put', oneCaseEach(checkThenPut), RUNS));
  test('C3: the row is written before its case', () =>
    breaks('C3', 'the row first', balanced(rowFirst), RUNS));
  test('C3: a mail nobody can read is dropped', () => breaks('C3', 'drops', balanced(dropsUnreadable), RUNS));
  test('C3: a dead letter has no row', () => breaks('C3', 'no row', balanced(unbooked), RUNS));
  test('C3: a dead letter is one for good', () => breaks('C3', 'for good', balanced(deadForGood), RUNS));
  test('C3: a copy takes the row of a dead letter', () =>
    breaks('C3', 'takes its row', balanced(takesItsRow), RUNS));
  test('C3: what leaves is written after the transaction', () =>
    breaks('C3', 'outbox afterwards', balanced(outboxAfterwards()), RUNS));
  test('C3: an outage is taken for done', () => breaks('C3', 'forgets', balanced(forgetsRaces), RUNS));
  test('C5: a read that lags behind', () => breaks('C5', 'a lagging read', oneThread(lagging), RUNS));
  test('C5: a reply is written without its row', () =>
    breaks('C5', 'check, then put', oneThread(checkThenPut), RUNS));
  test('C6: a machine is taken for a person', () => {
    const asWords: Intake['receive'] = (desk, found, { automatic: _not, ...arrived }) =>
      receive(desk, found, arrived);
    return breaks('C6', 'taken for a person', powerless({ ...INTAKE, receive: asWords }), RUNS);
  });
});
