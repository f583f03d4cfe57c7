import { beforeEach, expect, test } from 'vitest';
import { redeliver } from '#desk/delivery/redeliver.ts';
import type { Task } from '#desk/task/task.ts';
import { type Outside, outside } from '../memory/outside.ts';
import { asks, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let world: Outside;
let task: Task;
beforeEach(async () => {
  desk = memory();
  world = outside();
  const of = { system: true } as const;
  task = await asks(desk.ports, question(await opens(desk), { of, outcomes: ['completed'] }));
  await world.deliver(desk.ports, desk.rows.outbox.at(-1) ?? expect.fail('nothing leaves'));
});

const again = () => redeliver(desk.ports, world.wire, task.ref);

test('W6 a task that was delivered is sent again: the same id and body, a new timestamp', async () => {
  desk.pass(90);
  await again();
  const [first, second, ...more] = world.calls;
  if (!first || !second) return expect.fail('it was not sent again');
  expect(more).toEqual([]);
  expect(second.body).toBe(first.body);
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id']);
  expect(Number(second.headers['webhook-timestamp']) - Number(first.headers['webhook-timestamp'])).toBe(5400);
  expect(await desk.ports.deliveries.find(first.headers['webhook-id'] ?? '')).toMatchObject({
    state: 'delivered',
    attempts: 1,
  });
});

test('W6 one that waits for its next attempt is sent at once, with all its attempts before it', async () => {
  const id = world.calls[0]?.headers['webhook-id'] ?? '';
  const found = (await desk.ports.deliveries.find(id)) ?? expect.fail('it has no log');
  const wakeAt = '2026-03-03T09:00:00.000Z';
  await desk.ports.deliveries.keep({ ...found, state: 'retrying', attempts: 9, wakeAt });
  world.behaves.answer = { kind: 'timeout' };
  await again();
  expect(await desk.ports.deliveries.find(id)).toMatchObject({ state: 'retrying', attempts: 1 });
});

test('W6 one that was answered, or given to people, is left alone', async () => {
  const answer = { outcome: 'completed', by: 'it system', at: desk.rows.now };
  await desk.ports.tasks.settle(task.ref, { state: 'answered', answer }, []);
  await again();
  expect(world.calls).toHaveLength(1);
  await redeliver(desk.ports, world.wire, 'nothing');
  expect(world.calls).toHaveLength(1);
});
