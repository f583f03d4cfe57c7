import { beforeEach, describe, expect, test } from 'vitest';
import { resolveCase } from '#desk/case/resolve-case.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { verifyWebhook } from '#desk/delivery/webhook.ts';
import type { Task } from '#desk/task/task.ts';
import { type Outside, outside } from '../memory/outside.ts';
import { AGENT, asks, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let world: Outside;
let task: Task;
let out: Outgoing;
beforeEach(async () => {
  desk = memory();
  world = outside();
  const opened = await opens(desk);
  task = await asks(
    desk.ports,
    question(opened, { of: { system: true }, outcomes: ['completed', 'failed'] }),
  );
  out = desk.rows.outbox.at(-1) ?? expect.fail('nothing leaves');
});

const send = () => world.deliver(desk.ports, out);
const delivery = async () => desk.ports.deliveries.find(out.effect.id);
const state = async () => (await desk.ports.tasks.find(task.ref))?.state;
const answers = (status: number, more: { retryAfter?: string } = {}) => {
  world.behaves.answer = { kind: 'answered', status, at: desk.rows.now, ...more };
};

describe('a webhook', () => {
  test('W1 is signed with every active secret, its id the same in every attempt', async () => {
    world.behaves.system = { ...world.behaves.system, secrets: ['whsec_bmV3', 'whsec_b2xk'] };
    answers(503);
    await send();
    desk.pass(60);
    answers(202);
    await world.resend(desk.ports, out.effect.id);
    const [first, second] = world.calls;
    if (!first || !second) return expect.fail('it was not tried twice');
    for (const [call, now] of [
      [first, '2026-03-02T09:00:00.000Z'] as const,
      [second, desk.rows.now] as const,
    ])
      for (const secret of ['whsec_bmV3', 'whsec_b2xk'])
        expect(
          verifyWebhook({ headers: call.headers, rawBody: Buffer.from(call.body), secrets: [secret], now })
            .id,
        ).toBe(out.effect.id);
    expect(second.body).toBe(first.body);
    expect(second.headers['webhook-timestamp']).not.toBe(first.headers['webhook-timestamp']);
  });

  test('W2 says what to do, where to answer and how new it is; never the token of the process', async () => {
    await send();
    const body = JSON.parse(world.calls[0]?.body ?? '{}') as Record<string, unknown>;
    expect(body).toMatchObject({
      event: 'task.asked',
      caseId: task.caseId,
      taskRef: task.ref,
      callbackUrl: `https://desk.example/callbacks/${task.ref}`,
      sequence: 2,
      processVersion: 'v1',
      dataClass: 'internal',
      outcomes: ['completed', 'failed'],
      data: { requester: 'anna@corp.example' },
    });
    expect(world.calls[0]?.body).not.toContain(task.token);
  });

  test('W3 is delivered by any 2xx, and then left alone', async () => {
    answers(204);
    await send();
    await send();
    expect(world.calls).toHaveLength(1);
    expect(await delivery()).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(await state()).toBe('asked');
  });

  test('W4 is tried again when its time has come and not before', async () => {
    answers(503);
    await send();
    expect(await delivery()).toMatchObject({ state: 'retrying', wakeAt: '2026-03-02T09:00:05.000Z' });
    expect(world.again).toEqual([[out.effect.id, 5]]);
    await send();
    expect(world.calls).toHaveLength(1);
    desk.pass(1);
    await world.resend(desk.ports, out.effect.id);
    expect(await delivery()).toMatchObject({ attempts: 2, state: 'retrying' });
  });

  test('W4 is tried again once, however many wake it at the same moment, and again should that one die', async () => {
    answers(503);
    await send();
    desk.pass(1);
    await Promise.all(Array.from({ length: 4 }, () => world.resend(desk.ports, out.effect.id)));
    expect(world.calls).toHaveLength(2);
    expect(await delivery()).toMatchObject({ attempts: 2 });
    const due = (await delivery()) ?? expect.fail('it is gone');
    expect(await desk.ports.deliveries.claim(due, '2026-03-02T09:02:00.000Z')).toBe(true);
    desk.pass(5);
    await world.resend(desk.ports, out.effect.id);
    expect(world.calls).toHaveLength(3);
  });

  test('W3 waits as long as a busy system asks for', async () => {
    answers(429, { retryAfter: '900' });
    await send();
    expect((await delivery())?.wakeAt).toBe('2026-03-02T09:15:00.000Z');
    expect(world.again, 'the sweep comes by in time').toEqual([]);
  });

  test('W4 gives up after its last attempt, and the process learns of it', async () => {
    answers(500);
    for (let i = 0; i < 10; i += 1) {
      await send();
      desk.pass(60 * 25);
    }
    expect(world.calls).toHaveLength(10);
    expect(await delivery()).toMatchObject({ state: 'failed', attempts: 10 });
    expect(await state()).toBe('undeliverable');
    expect(desk.rows.outbox.slice(-2).map(({ effect }) => effect)).toMatchObject([
      { kind: 'resume', ref: task.ref },
      { kind: 'mail', template: 'delivery-failed' },
    ]);
  });

  test.each([
    ['a refusal', 404, 'answered-404'],
    ['a redirect', 302, 'redirected'],
    ['an endpoint that is gone', 410, 'answered-410'],
  ])('W3 %s ends it at once', async (_, status, cause) => {
    answers(status);
    await send();
    expect(await delivery()).toMatchObject({ state: 'failed' });
    expect((await delivery())?.note).toContain(cause);
    expect(await state()).toBe('undeliverable');
  });

  test.each(['tls', 'blocked-address'] as const)('W3 %s ends it at once', async (kind) => {
    world.behaves.answer = { kind };
    await send();
    expect(await state()).toBe('undeliverable');
  });

  test('W7 an address inside is never called', async () => {
    world.behaves.system = { ...world.behaves.system, url: 'https://169.254.169.254/latest' };
    await send();
    expect(world.calls).toEqual([]);
    expect(await state()).toBe('undeliverable');
  });

  test('W8 a system that is not set up yet is a question for people at once', async () => {
    world.behaves.system = { ...world.behaves.system, url: '' };
    await send();
    expect(await state()).toBe('undeliverable');
  });

  test('nobody is asked what is no longer asked', async () => {
    await resolveCase(desk.ports, task.caseId, AGENT, { outcome: 'done' });
    await send();
    expect(world.calls).toEqual([]);
    expect(await delivery()).toMatchObject({ state: 'suppressed', note: 'withdrawn' });
  });

  test('a message for a delivery that never was is nothing', async () => {
    await world.resend(desk.ports, 'nothing');
    expect(world.calls).toEqual([]);
  });
});
