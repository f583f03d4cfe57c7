import { describe, expect, test } from 'vitest';
import { type Mapping, mapped, mappingOf } from '#desk/delivery/mapping.ts';
import { verifyWebhook } from '#desk/delivery/webhook.ts';
import { catalogueOf } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import { readCallback } from '#functions/task/read-callback.ts';
import { it } from '#statemachines/it/department.ts';
import { outside } from '../memory/outside.ts';
import { asks, opens, question, refusalOf } from '../memory/stories.ts';
import { memory } from '../memory.ts';

/** A desk whose IT speaks by these mappings, with a question to its system that is about to leave. */
async function asking(system: Mapping, ofService: Mapping = {}) {
  const desk = memory();
  const world = outside();
  const services = it.services.map((each) => ({ ...each, system: ofService }));
  const catalogue = catalogueOf([
    ...desk.ports.catalogue.departments.filter(({ id }) => id !== 'it'),
    { ...it, system, services },
  ]);
  const ports: Ports = { ...desk.ports, catalogue };
  const opened = await opens({ ...desk, ports });
  const of = { system: true } as const;
  const task = await asks(ports, question(opened, { of, outcomes: ['completed', 'failed'] }));
  const out = desk.rows.outbox.at(-1) ?? expect.fail('nothing leaves');
  await world.deliver(ports, out);
  return { desk, world, ports, task, out };
}

describe('a webhook in the fields of a system', () => {
  test('has the mapped body, and the signature is over that body', async () => {
    const { world, out, desk, task } = await asking({ request: '{ "title": data.subject, "ref": taskRef }' });
    const [call = expect.fail('nothing was sent')] = world.calls;
    expect(JSON.parse(call.body)).toEqual({ title: 'My laptop', ref: task.ref });
    const { secrets } = world.behaves.system;
    const given = { headers: call.headers, rawBody: Buffer.from(call.body), secrets, now: desk.rows.now };
    expect(verifyWebhook(given).id).toBe(out.effect.id);
  });

  test('speaks as the service says, where it says something else than its department', async () => {
    const { world } = await asking({ request: '{ "of": "department" }' }, { request: '{ "of": "service" }' });
    expect(world.calls[0]?.body).toBe('{"of":"service"}');
  });

  test.each([
    ['yields nothing', 'data.nothing', 'makes nothing'],
    ['yields a list', '[1, 2]', 'something else than an object'],
    ['yields an empty object', '{}', 'an empty object'],
    ['throws', '$error("no")', 'failed'],
    ['does not parse', '{', 'failed'],
    ['never ends', '($f := function() { $f() }; $f())', 'failed'],
    ['asks for what changes by itself', '{ "at": $now() }', 'failed'],
  ])('that %s goes to people at once, and the lead hears why', async (_what, request, cause) => {
    const { world, ports, desk, task, out } = await asking({ request });
    expect(world.calls).toEqual([]);
    expect(await ports.tasks.find(task.ref)).toMatchObject({ state: 'undeliverable' });
    expect(await ports.deliveries.find(out.effect.id)).toMatchObject({ state: 'failed', attempts: 1 });
    const told = desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail').at(-1)?.effect;
    expect(told).toMatchObject({ template: 'delivery-failed', to: ['it-lead@corp.example'] });
    expect(JSON.stringify(told)).toContain(cause);
    expect(desk.rows.outbox.map(({ effect }) => effect.kind)).toContain('resume');
  });
});

describe('a callback in the fields of a system', () => {
  const read = (mapping: string, body: unknown) => readCallback(Buffer.from(JSON.stringify(body)), mapping);

  test('is read as the mapping says', async () => {
    const mapping = '{ "outcome": done ? "completed" : "failed", "fields": { "from": start } }';
    expect(await read(mapping, { done: true, start: '2026-06-01' })).toEqual({
      outcome: 'completed',
      fields: { from: '2026-06-01' },
    });
  });

  test.each([
    ['nothing', 'result.outcome', ''],
    ['a word', '"completed"', ''],
    ['no outcome', '{ "comment": "done" }', '/outcome'],
    ['an outcome that is a number', '{ "outcome": 7 }', '/outcome'],
  ])('of which the mapping makes %s is refused, the field named (W13)', async (_what, mapping, pointer) => {
    await expect(read(mapping, { a: 1 })).rejects.toMatchObject({ code: 'invalid', faults: [{ pointer }] });
  });
});

describe('a mapping', () => {
  test.each([
    ['a loop', '($f := function($n) { $f($n + 1) }; $f(0))'],
    ['a recursion', '($f := function($n) { 1 + $f($n + 1) }; $f(0))'],
    ['a list without end', '{ "a": [1..9000000] }'],
    ['text that grows', '{ "a": $pad("x", 300000) }'],
    ['an expression from outside', '$eval(text)'],
    ['a regular expression', '{ "a": $match(text, /(a+)+$/) }'],
  ])('is kept from %s', async (_what, expression) => {
    const began = performance.now();
    expect(await refusalOf(mapped(expression, { text: `${'a'.repeat(40)}!` }))).toBe('invalid');
    expect(performance.now() - began).toBeLessThan(5000);
  });

  test('has no hold on what objects are made with', async () => {
    await mapped('{ "__proto__": { "admin": true }, "a": 1 }', {});
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test('is none where a department speaks as the desk does', () => {
    const about = { reference: '', process: '', service: 'lease-exchange', priority: 1, dataClass: '' };
    expect(mappingOf(memory().ports.catalogue, { department: 'it', about }, 'request')).toBeUndefined();
  });
});
