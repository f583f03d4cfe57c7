import { beforeEach, describe, expect, test } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import { awaited } from '#desk/case/children.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { restartProcess } from '#desk/case/restart-process.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { textOf } from '#desk/delivery/texts.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { openChild } from '#desk/task/open-child.ts';
import { settle } from '#desk/task/settle.ts';
import { ANNA } from '../memory/mail.ts';
import { outside } from '../memory/outside.ts';
import { handsOn, memoryOfParts, parentOf, partOf } from '../memory/parts.ts';
import { AGENT, caughtUp, eventsOf, happenings, newest, now, PROCESS, refusalOf } from '../memory/stories.ts';
import type { Memory } from '../memory.ts';

let desk: Memory;
let parent: Case;
beforeEach(async () => {
  desk = memoryOfParts();
  parent = await parentOf(desk);
});

const done = { outcome: 'done', text: 'The laptop lies at the desk.' };

describe('a part of a case', () => {
  test('row 23 is a case of its own department, with its place, its clocks, its process and the requester of the whole', async () => {
    const { child } = await handsOn(desk, parent);
    expect(child).toMatchObject({
      department: 'it',
      service: 'equipment-and-access',
      kind: 'request',
      confidential: false,
      requester: { address: ANNA },
      subject: 'An account and a laptop',
      parent: { caseId: parent.id, depth: 1 },
      status: 'open',
    });
    expect(child.reference).toMatch(/^IT-/);
    // Nobody waits for a first answer to it but the process of the whole (L1).
    expect(Object.keys(child.clocks)).toEqual(['resolution']);
    const { effects } = newest(desk, child.id);
    expect(effects).toEqual([expect.objectContaining({ kind: 'start', process: 'it-service-request' })]);
  });

  test('row 7, A10 is told the facts that are handed on by name, and not a word of the parent', async () => {
    const { child } = await handsOn(desk, parent);
    expect(child.facts).toEqual({ from: '2027-01-04' });
    expect(await desk.ports.bodies.get(child.body)).toEqual({
      text: 'An account and a laptop\nFrom: 2027-01-04',
    });
    const all = JSON.stringify([...(desk.rows.commits.get(child.id) ?? []), child]);
    expect(all).not.toContain('private');
    expect(all).not.toContain(parent.subject);
    expect(all).not.toContain(parent.reference);
  });

  test('is nothing its requester asked for by itself: they are told nothing of it and do not find it listed', async () => {
    const { child } = await handsOn(desk, parent);
    await tellRequester(desk.ports, {
      caseId: child.id,
      execution: child.execution ?? '',
      state: 'Tell',
      entered: '1',
      text: 'It is ordered.',
    });
    await resolveCase(desk.ports, child.id, PROCESS, done);
    expect(
      desk.rows.outbox.filter(({ caseId, effect }) => caseId === child.id && effect.kind === 'mail'),
    ).toEqual([]);
    expect(eventsOf(desk, child.id)).toContainEqual(
      expect.objectContaining({ type: 'NoteAdded', text: 'It is ordered.' }),
    );
    expect(await desk.ports.cases.listForRequester(ANNA, 10)).toEqual([parent.id]);
  });

  test('of a service that writes as a part too, is acknowledged and told, and asked nothing', async () => {
    desk = memoryOfParts((each) => ({
      ...each,
      services: each.services.map((service) => ({ ...service, writesAsPart: true as const })),
    }));
    const { child } = await handsOn(desk, await parentOf(desk));
    expect(Object.keys(child.clocks)).toContain('firstResponse');
    expect(newest(desk, child.id).effects).toContainEqual(
      expect.objectContaining({ template: 'acknowledgement' }),
    );
    await resolveCase(desk.ports, child.id, PROCESS, done);
    const mail = newest(desk, child.id).effects[0];
    expect(mail).toMatchObject({ template: 'resolved', to: [ANNA] });
    const told = { of: await now(desk, child.id), catalogue: desk.ports.catalogue, values: done, links: {} };
    expect(textOf('resolved', told).links).toEqual([]);
  });

  test('L1 counts on its parent as what its department promises of its part, beside the end-to-end clock', async () => {
    const { parent: waiting, child } = await handsOn(desk, parent);
    expect(waiting.clocks['ola:it']).toMatchObject({ state: 'running', target: 8 * 3600 });
    expect(waiting.clocks.e2e?.state).toBe('running');
    await resolveCase(desk.ports, child.id, PROCESS, done);
    const after = await caughtUp(desk, parent.id);
    expect([after.clocks['ola:it']?.state, after.clocks.e2e?.state]).toEqual(['stopped', 'running']);
  });

  test('opened twice is opened once, and the newer token is what its end resumes', async () => {
    const first = await openChild(desk.ports, partOf(parent));
    expect(await openChild(desk.ports, partOf(parent, { token: 'newer' }))).toBe(first);
    expect([...desk.rows.heads.keys()]).toHaveLength(2);
    expect((await desk.ports.tasks.find(first))?.token).toBe('newer');
  });

  test('many for a list each have their own, as their states do', async () => {
    const parts = await Promise.all(
      ['a', 'b', 'c'].map((item) =>
        openChild(desk.ports, partOf(parent, { state: `Set up with IT: ${item}` })),
      ),
    );
    expect(new Set(parts).size).toBe(3);
    expect(awaited(await now(desk, parent.id))).toHaveLength(3);
    expect(await refusalOf(settle(desk.ports, parent.id, 'Set up with IT: b'))).toBe('task-silent');
    expect(awaited(await now(desk, parent.id))).toHaveLength(2);
  });

  test('of a case that is over is not opened, and its process is stopped', async () => {
    await resolveCase(desk.ports, parent.id, AGENT, { outcome: 'granted' });
    await openChild(desk.ports, partOf(parent));
    expect([...desk.rows.heads.keys()]).toHaveLength(1);
    expect(newest(desk, parent.id).effects).toEqual([expect.objectContaining({ kind: 'stop' })]);
  });

  test('of a part of a part goes no deeper than five', async () => {
    let last = parent;
    for (let depth = 1; depth <= 5; depth += 1) last = (await handsOn(desk, last)).child;
    expect(await refusalOf(openChild(desk.ports, partOf(last)))).toBe('not-allowed');
  });
});

describe('the end of a part', () => {
  test('row 23 answers its parent in that same write, and resumes the parent’s process with it', async () => {
    const { child, task } = await handsOn(desk, parent);
    const world = outside();
    await resolveCase(desk.ports, child.id, PROCESS, done);
    expect(await desk.ports.tasks.find(task.ref)).toMatchObject({
      state: 'answered',
      answer: { outcome: 'done', comment: done.text, by: 'IT' },
    });
    expect(await settle(desk.ports, parent.id, task.name)).toMatchObject({
      outcome: 'done',
      comment: done.text,
      caseId: child.id,
      reference: child.reference,
    });
    for (const out of desk.rows.outbox)
      if (out.effect.kind === 'resume') await world.deliver(desk.ports, out);
    expect(world.engine.resumed.get('token-1')).toBe('done');
    expect(await now(desk, child.id)).toMatchObject({ status: 'closed', outcome: 'done', stage: 'done' });
    expect((await caughtUp(desk, parent.id)).children?.[task.ref]).toMatchObject({ state: 'answered' });
  });

  test('that is cancelled is told as such', async () => {
    const { child, task } = await handsOn(desk, parent);
    await cancelCase(desk.ports, child.id, AGENT, 'It is not ours.');
    expect(await settle(desk.ports, parent.id, task.name)).toMatchObject({
      outcome: 'cancelled',
      comment: 'It is not ours.',
    });
  });

  test('that comes after its time was up changes nothing on the parent', async () => {
    const { child, task } = await handsOn(desk, parent);
    expect(await refusalOf(settle(desk.ports, parent.id, task.name))).toBe('task-silent');
    expect(await now(desk, child.id)).toMatchObject({ status: 'open' });
    await resolveCase(desk.ports, child.id, PROCESS, done);
    expect(await now(desk, child.id)).toMatchObject({ status: 'closed', outcome: 'done' });
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('expired');
  });
});

describe('a case that has parts', () => {
  test('row 23 is not resolved as long as it waits for one, and the refusal names it', async () => {
    const { child } = await handsOn(desk, parent);
    for (const by of [AGENT, PROCESS])
      await expect(resolveCase(desk.ports, parent.id, by, { outcome: 'granted' })).rejects.toMatchObject({
        code: 'children-open',
        message: expect.stringContaining(child.reference),
      });
    await resolveCase(desk.ports, child.id, PROCESS, done);
    await resolveCase(desk.ports, parent.id, PROCESS, { outcome: 'granted' });
    expect(await now(desk, parent.id)).toMatchObject({ status: 'resolved' });
  });

  test('row 27 a restricted one is not named', async () => {
    const it = (await handsOn(desk, parent)).child;
    const { child } = await handsOn(desk, it, { department: 'hr', service: 'hr-question' });
    const refused = resolveCase(desk.ports, it.id, AGENT, { outcome: 'done' });
    await expect(refused).rejects.toThrow('waits for a restricted case');
    await expect(refused).rejects.not.toThrow(child.reference);
  });

  test('may end without one whose time was up: it has fallen to a person of the parent', async () => {
    const { child, task } = await handsOn(desk, parent);
    expect(await refusalOf(settle(desk.ports, parent.id, task.name))).toBe('task-silent');
    await resolveCase(desk.ports, parent.id, AGENT, { outcome: 'granted' });
    await lookAtCase(desk.ports, child.id);
    expect(await now(desk, child.id), 'the part goes on').toMatchObject({ status: 'open' });
  });

  test('that is cancelled takes its open parts with it, also late ones and parts of parts', async () => {
    const { child, task } = await handsOn(desk, parent);
    const late = await handsOn(desk, parent, { state: 'Later' });
    const deep = await handsOn(desk, child);
    const ended = await handsOn(desk, parent, { state: 'Done' });
    await resolveCase(desk.ports, ended.child.id, PROCESS, done);
    expect(await refusalOf(settle(desk.ports, parent.id, 'Later'))).toBe('task-silent');
    await cancelCase(desk.ports, parent.id, AGENT, 'No longer wanted.');
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('withdrawn');
    const world = outside();
    // Twice, as queues may: a look at what is cancelled already changes nothing.
    for (let round = 0; round < 2; round += 1)
      for (let at = 0; at < desk.rows.outbox.length; at += 1) {
        const out = desk.rows.outbox[at];
        if (out?.effect.kind === 'wake') await world.deliver(desk.ports, out);
      }
    for (const { id } of [child, late.child, deep.child])
      expect(await now(desk, id)).toMatchObject({ status: 'closed', outcome: 'cancelled' });
    expect(happenings(desk, child.id).filter((name) => name === 'CaseCancelled')).toHaveLength(1);
    expect((await now(desk, ended.child.id)).outcome).toBe('done');
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'stop')).toHaveLength(4);
  });

  test('whose process begins anew cancels the parts of the old one', async () => {
    const { child } = await handsOn(desk, parent);
    await restartProcess(desk.ports, parent.id, AGENT, { execution: parent.execution ?? '' });
    expect(newest(desk, parent.id).effects).toContainEqual(
      expect.objectContaining({ kind: 'wake', child: child.id }),
    );
    await lookAtCase(desk.ports, child.id);
    expect(await now(desk, child.id)).toMatchObject({ outcome: 'cancelled' });
  });

  test('row 24 whose hand-overs each kept their promise breaks the one from end to end, and that is reported', async () => {
    for (const state of ['One', 'Two']) {
      const { child } = await handsOn(desk, parent, { state });
      desk.pass(6 * 60);
      await resolveCase(desk.ports, child.id, PROCESS, done);
      expect(await settle(desk.ports, parent.id, state)).toMatchObject({ outcome: 'done' });
      await lookAtCase(desk.ports, parent.id);
      desk.pass(18 * 60);
    }
    const broken = eventsOf(desk, parent.id).flatMap((event) =>
      event.type === 'ThresholdReached' && event.threshold === 100 ? [event.clock] : [],
    );
    expect(broken).toContain('e2e');
    expect(broken).not.toContain('ola:it');
    const told = desk.rows.outbox.map(({ effect }) => effect);
    expect(told).toContainEqual(
      expect.objectContaining({ template: 'sla-breach', values: expect.objectContaining({ clock: 'e2e' }) }),
    );
  });
});
