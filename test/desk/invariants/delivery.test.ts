import { describe, test } from 'vitest';
import { sendMail } from '#desk/delivery/send-mail.ts';
import type { Ports } from '#desk/ports.ts';
import { outside } from '../memory/outside.ts';
import { DELIVERING, type Delivering, oneExecution, seenOnce } from './delivery.ts';
import { breaks, holds } from './runs.ts';

const RUNS = 400;

describe('what leaves the desk holds its invariants', () => {
  test('C2: one execution for each case, process and attempt', () =>
    holds('C2', oneExecution(DELIVERING), 150));
  test('C4: every mail and webhook leaves, is marked once and seen once', () =>
    holds('C4', seenOnce(DELIVERING), RUNS));
});

/** Each start gets a name of its own. */
function randomNames(): Delivering {
  let starts = 0;
  return {
    ...DELIVERING,
    deliver: async (world, ports, { caseId, effect }) => {
      starts += 1;
      const named =
        effect.kind === 'start' ? { ...effect, execution: `${effect.execution}-${starts}` } : effect;
      await world.deliver(ports, { caseId, effect: named });
    },
  };
}

/** Marks first, sends afterwards. */
const marksFirst: Delivering = {
  ...DELIVERING,
  deliver: async (world, ports, out) => {
    const { caseId, effect } = out;
    if (effect.kind !== 'mail') return world.deliver(ports, out);
    if ((await ports.deliveries.find(effect.id)) !== undefined) return;
    const mark = {
      id: effect.id,
      caseId,
      kind: 'mail' as const,
      state: 'delivered' as const,
      at: ports.now(),
      attempts: 1,
    };
    await ports.deliveries.keep(mark);
    const unmarked: Ports = { ...ports, deliveries: { ...ports.deliveries, find: async () => undefined } };
    await world.deliver(unmarked, out);
  },
};

/** Every attempt has an id of its own. */
function newIds(): Delivering {
  let attempts = 0;
  return {
    world: outside,
    deliver: async (world, ports, { caseId, effect }) => {
      attempts += 1;
      if (effect.kind !== 'mail') return world.deliver(ports, { caseId, effect });
      const renamed = { ...effect, id: `${effect.id}-${attempts}` };
      if ((await ports.deliveries.find(effect.id)) !== undefined) return;
      const keep: Ports['deliveries']['keep'] = (row) => ports.deliveries.keep({ ...row, id: effect.id });
      await sendMail(
        { ...ports, deliveries: { ...ports.deliveries, keep } },
        caseId,
        renamed,
        async (to, raw) => {
          world.mails.push({ to, raw });
          return 'taken';
        },
      );
    },
  };
}

/** Nothing is marked. */
const neverMarks: Delivering = {
  ...DELIVERING,
  deliver: (world, ports, out) =>
    world.deliver({ ...ports, deliveries: { ...ports.deliveries, find: async () => undefined } }, out),
};

describe('and each of them would notice its mutant', () => {
  test('C2: a random name for each start', () =>
    breaks('C2', 'random names', oneExecution(randomNames()), RUNS));
  test('C4: marked before it is sent', () => breaks('C4', 'marks first', seenOnce(marksFirst), RUNS));
  test('C4: a new Message-ID for each attempt', () => breaks('C4', 'new ids', seenOnce(newIds()), RUNS));
  test('C4: what was sent is not looked up', () => breaks('C4', 'never marks', seenOnce(neverMarks), RUNS));
});
