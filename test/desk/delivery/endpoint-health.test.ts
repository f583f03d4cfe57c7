import { beforeEach, describe, expect, test } from 'vitest';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { askLeave } from '#desk/delivery/endpoint-health.ts';
import type { Outcome } from '#desk/delivery/webhook.ts';
import type { Task } from '#desk/task/task.ts';
import { type Outside, outside } from '../memory/outside.ts';
import { asks, now, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const HOUR = 3_600_000;
let desk: Memory;
let world: Outside;
beforeEach(() => {
  desk = memory();
  world = outside();
});

const answers = (status: number): Outcome => ({ kind: 'answered', status, at: desk.rows.now });
type Asked = Readonly<{ task: Task; out: Outgoing }>;

/** A case whose process asks the department's system. */
async function asked(nth: number): Promise<Asked> {
  const opened = await opens(desk, { id: `m${nth}@corp.example`, from: `p${nth}@corp.example` });
  const of = { system: true } as const;
  const task = await asks(desk.ports, question(opened, { of, outcomes: ['completed', 'failed'], hours: 72 }));
  return { task, out: desk.rows.outbox.at(-1) ?? expect.fail('nothing leaves') };
}
const several = async (count: number) => {
  const all: Asked[] = [];
  for (let nth = 1; nth <= count; nth += 1) all.push(await asked(nth));
  return all;
};
const send = ({ out }: Asked) => world.deliver(desk.ports, out);
const delivery = async ({ out }: Asked) => desk.ports.deliveries.find(out.effect.id);
const state = async ({ task }: Asked) => (await desk.ports.tasks.find(task.ref))?.state;
const mails = () =>
  desk.rows.outbox.flatMap(({ effect }) => (effect.kind === 'mail' ? [effect.template] : []));

/** Lets time go by until an instant, waking each delivery at its time; `before` may change the world. */
async function live(until: string, before: () => void = () => {}): Promise<void> {
  for (;;) {
    const [next] = [...desk.rows.deliveries.values()]
      .filter(({ wakeAt }) => wakeAt !== undefined && wakeAt <= until)
      .sort((a, b) => ((a.wakeAt ?? '') < (b.wakeAt ?? '') ? -1 : 1));
    if (next?.wakeAt === undefined) break;
    desk.rows.now = next.wakeAt > desk.rows.now ? next.wakeAt : desk.rows.now;
    before();
    await world.resend(desk.ports, next.id);
  }
  desk.rows.now = until;
}
const hoursLater = (hours: number) => new Date(Date.parse(desk.rows.now) + hours * HOUR).toISOString();

describe('a system that says it is gone (410)', () => {
  test('W3 is switched off, and its owner told once, however many messages hear it at the same moment', async () => {
    const all = await several(4);
    world.behaves.answer = answers(410);
    await Promise.all(all.slice(0, 3).map(send));
    expect(desk.rows.endpoints.get('it')?.state).toBe('disabled');
    expect(world.alarms).toEqual(['EndpointsDisabled it']);
    expect(mails().filter((template) => template === 'endpoint-disabled')).toHaveLength(1);
    expect(mails()).not.toContain('delivery-failed');
    const told = desk.rows.outbox.find(
      ({ effect }) => effect.kind === 'mail' && effect.template === 'endpoint-disabled',
    );
    expect(told?.effect).toMatchObject({ to: ['it-lead@corp.example'] });
  });

  test('W3 again, long after it was switched on: its owner is told again, though the same case hears it', async () => {
    const [first] = await several(1);
    if (!first) return expect.fail('nothing was asked');
    world.behaves.answer = answers(410);
    await send(first);
    // A day without trouble, and what was known of it is forgotten.
    desk.rows.endpoints.delete('it');
    desk.pass(2 * 24 * 60);
    const again = { ...first.out.effect, id: 'another-task' } as typeof first.out.effect;
    const found = await now(desk, first.out.caseId);
    const task = await asks(
      desk.ports,
      question(found, { of: { system: true }, entered: 'later', state: 'Ask again' }),
    );
    await world.deliver(desk.ports, { ...first.out, effect: { ...again, ref: task.ref } as typeof again });
    const told = desk.rows.outbox.flatMap(({ effect }) =>
      effect.kind === 'mail' && effect.template === 'endpoint-disabled' ? [effect.id] : [],
    );
    expect(told).toHaveLength(2);
    expect(new Set(told).size, 'a mail is sent once by its id').toBe(2);
  });

  test('W8 is called no more, and people are asked instead of it', async () => {
    const [first, second] = await several(2);
    if (!first || !second) return expect.fail('nothing was asked');
    world.behaves.answer = answers(410);
    await send(first);
    world.behaves.answer = answers(202);
    const calls = world.calls.length;
    await send(second);
    expect(world.calls).toHaveLength(calls);
    expect(await state(second)).toBe('undeliverable');
    expect(await delivery(second)).toMatchObject({ state: 'failed', note: 'endpoint-disabled' });
    expect(desk.rows.outbox.at(-1)?.effect).toMatchObject({ kind: 'resume', ref: second.task.ref });
  });

  test('W3 and the desk dies before the task is settled: the repeat settles it, and tells nobody again', async () => {
    const [first] = await several(1);
    if (!first) return expect.fail('nothing was asked');
    world.behaves.answer = answers(410);
    const settle = async () => {
      throw new Error('killed');
    };
    const dying = { ...desk.ports, tasks: { ...desk.ports.tasks, settle } };
    await expect(world.deliver(dying, first.out)).rejects.toThrow('killed');
    await send(first);
    expect(await state(first)).toBe('undeliverable');
    expect(mails().filter((template) => template === 'endpoint-disabled')).toHaveLength(1);
    expect(world.calls).toHaveLength(1);
  });
});

describe('a system that is away for six hours (row 26)', () => {
  test('W5 hears of every case afterwards, is called seldom meanwhile, and one alarm rings', async () => {
    const all = await several(12);
    const back = hoursLater(6);
    const behave = () => {
      world.behaves.answer = desk.rows.now < back ? { kind: 'network' } : answers(202);
    };
    behave();
    for (const each of all) await send(each);
    await live(back, behave);
    expect(world.alarms).toEqual(['CircuitsOpened it']);
    // Without a circuit twelve messages would be tried seven times each.
    expect(world.calls.length).toBeLessThan(60);
    for (const each of all) {
      expect(await state(each)).toBe('asked');
      expect((await delivery(each))?.attempts, 'open time is no attempt').toBeLessThan(9);
    }
    const calls = world.calls.length;
    await live(hoursLater(3), behave);
    for (const each of all) expect(await delivery(each)).toMatchObject({ state: 'delivered' });
    expect(world.calls.length - calls).toBe(12);
    expect(mails()).not.toContain('delivery-failed');
    expect(desk.rows.endpoints.get('it')).toMatchObject({ state: 'closed', failures: 0 });
  });

  test('W5 leaves the systems of other departments alone', async () => {
    const all = await several(6);
    world.behaves.answer = answers(503);
    for (const each of all) await send(each);
    expect(desk.rows.endpoints.get('it')?.state).toBe('open');
    expect(await askLeave(desk.ports, 'hr', 'x', false)).toBe('call');
  });

  test('W5 waits without an attempt while the circuit is open', async () => {
    const all = await several(6);
    world.behaves.answer = answers(503);
    for (const each of all) await send(each);
    const last = all.at(-1) ?? expect.fail('nothing');
    expect(await delivery(last)).toMatchObject({ attempts: 0, state: 'retrying', note: 'circuit-open' });
    expect(world.calls).toHaveLength(5);
  });

  test('W5 is probed by one of those that wait, whichever container is first', async () => {
    const all = await several(9);
    world.behaves.answer = answers(503);
    for (const each of all) await send(each);
    const calls = world.calls.length;
    desk.pass(1);
    await Promise.all(all.slice(5).map(({ out }) => world.resend(desk.ports, out.effect.id)));
    expect(world.calls).toHaveLength(calls + 1);
  });

  test('L8 does not keep a call for people waiting: it has its own attempts', async () => {
    const all = await several(6);
    world.behaves.answer = answers(503);
    for (const each of all) await send(each);
    expect(await askLeave(desk.ports, 'it', 'case-9-page', true)).toBe('call');
  });
});

test('W5 one message its system always fails at holds up no other, and ends with its own attempts', async () => {
  const [poison, ...others] = await several(8);
  if (!poison) return expect.fail('nothing was asked');
  const id = poison.out.effect.id;
  const post = world.wire.post;
  const wire = {
    ...world.wire,
    post: async (...args: Parameters<typeof post>) => {
      world.behaves.answer = answers(args[2]['webhook-id'] === id ? 500 : 202);
      return post(...args);
    },
  };
  Object.assign(world.wire, wire);
  await send(poison);
  await live(hoursLater(1));
  expect(desk.rows.endpoints.get('it')).toMatchObject({ only: id });
  for (const each of others) {
    await send(each);
    expect(await delivery(each)).toMatchObject({ state: 'delivered', attempts: 1 });
  }
  await live(hoursLater(70));
  expect(await delivery(poison)).toMatchObject({ state: 'failed', attempts: 10 });
});

test('W5 W6 where all is well nothing is written of an endpoint, and the log says how long it took', async () => {
  const [first] = await several(1);
  if (!first) return expect.fail('nothing was asked');
  world.behaves.answer = answers(202);
  await send(first);
  expect(desk.rows.endpoints.size).toBe(0);
  expect(await delivery(first)).toMatchObject({ state: 'delivered', latencyMs: 0 });
});
