import fc from 'fast-check';
import { expect } from 'vitest';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { Ports } from '#desk/ports.ts';
import { messageIdOf, type Outside, outside } from '../memory/outside.ts';
import { AGENT, asks, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';
import { crashing, interleaved, redelivered } from './interleaved.ts';

/** What hands effects on; a mutant replaces a part of it. */
export type Delivering = Readonly<{
  world(): Outside;
  deliver(world: Outside, ports: Ports, out: Outgoing): Promise<void>;
}>;

/** The desk's own. */
export const DELIVERING: Delivering = {
  world: outside,
  deliver: (world, ports, out) => world.deliver(ports, out),
};

/** A desk with a few cases: one in IT, one that triage gave away, one with questions out, one resolved by a person. */
async function busy(): Promise<Memory> {
  const desk = memory();
  const first = await opens(desk, { id: '1@x' });
  await asks(desk.ports, question(first, { of: { system: true } }));
  await asks(desk.ports, question(first, { state: 'Work it', of: { group: 'team' } }));
  const second = await opens(desk, { id: '2@x', subject: 'x', text: 'fnord' });
  await routeCase(desk.ports, second.id, AGENT, { department: 'it', service: 'workplace-incident' });
  const third = await opens(desk, { id: '3@x', from: 'bob@corp.example' });
  await resolveCase(desk.ports, third.id, AGENT, { outcome: 'done' });
  return desk;
}

const handing = fc.array(fc.nat(11), { maxLength: 20 });
const crashes = fc.array(fc.constantFrom('none', 'none', 'before', 'after'), { maxLength: 25 });

/** C2: however often and in whatever order effects are handed on, each case has one execution of its process and attempt. */
export const oneExecution = (rules: Delivering) =>
  fc.asyncProperty(fc.scheduler(), handing, async (scheduler, more) => {
    const desk = await busy();
    const world = rules.world();
    const ports = interleaved(desk.ports, scheduler);
    const { outbox } = desk.rows;
    const again = more.flatMap((at) => outbox[at % outbox.length] ?? []);
    const hand = (out: Outgoing) => redelivered(9, () => rules.deliver(world, ports, out));
    await scheduler.waitFor(Promise.all([...outbox, ...again].map(hand)));
    const expected = [...desk.rows.heads.values()].flatMap(({ execution }) => execution ?? []);
    expect([...world.engine.started.keys()].sort(), 'C2: one execution for each').toEqual(expected.sort());
  });

/** C4: whatever crashes between, every mail and webhook goes out at least once, is marked once, and is seen once. */
export const seenOnce = (rules: Delivering) =>
  fc.asyncProperty(handing, crashes, async (more, when) => {
    const desk = await busy();
    const world = rules.world();
    const { outbox } = desk.rows;
    const ports = crashing(desk.ports, when);
    const again = more.flatMap((at) => outbox[at % outbox.length] ?? []);
    for (const out of [...again, ...outbox])
      expect(await redelivered(30, () => rules.deliver(world, ports, out)), 'C4: handed on').toBe('done');
    const mails = outbox.filter(({ effect }) => effect.kind === 'mail');
    expect(new Set(world.mails.map(messageIdOf)).size, 'C4: a mailbox shows each once').toBe(mails.length);
    const calls = outbox.filter(({ effect }) => effect.kind === 'webhook').map(({ effect }) => effect.id);
    expect(new Set(world.calls.map(({ headers }) => headers['webhook-id'])), 'C4: each id once').toEqual(
      new Set(calls),
    );
    for (const { effect } of [...mails, ...outbox.filter(({ effect }) => effect.kind === 'webhook')])
      expect(desk.rows.deliveries.get(effect.id)?.state, 'C4: marked').toBe('delivered');
    const marked = world.mails.length + world.calls.length;
    for (const out of outbox) await rules.deliver(world, desk.ports, out);
    expect(world.mails.length + world.calls.length, 'C4: what is marked is not sent again').toBe(marked);
  });
