import { describe, expect, test } from 'vitest';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { catalogueOf, type Department } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import type { EscalationStep } from '#desk/sla/escalation.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { it as itDepartment } from '#statemachines/it/department.ts';
import { outside } from '../memory/outside.ts';
import { AGENT, eventsOf, now, opens } from '../memory/stories.ts';
import { memory } from '../memory.ts';

/** A desk whose IT escalates in its own way. A mail that comes is an incident of priority 2: solved within eight hours. */
async function desk(escalation: readonly EscalationStep[], more: Partial<Department> = {}, at?: string) {
  const own = { ...itDepartment, escalation, ...more };
  const before = memory(at);
  const catalogue = catalogueOf(DEPARTMENTS.map((each) => (each.id === 'it' ? own : each)));
  const ports: Ports = { ...before.ports, catalogue };
  const opened = await opens({ ...before, ports });
  const look = () => lookAtCase(ports, opened.id);
  const left = () => before.rows.outbox.map(({ effect }) => effect).filter(({ kind }) => kind !== 'wake');
  const told = () =>
    left().flatMap((effect) =>
      effect.kind === 'mail' && effect.template.startsWith('sla') ? [[effect.template, ...effect.to]] : [],
    );
  const found = () => now({ ...before, ports }, opened.id);
  return {
    ...before,
    ports,
    id: opened.id,
    look,
    left,
    told,
    found,
    events: () => eventsOf(before, opened.id),
  };
}

const on = ['resolution'] as const;

describe('L8 an escalation', () => {
  test('tells whom it names, at the moments it names, each once', async () => {
    const it = await desk([
      { at: 50, clocks: on, do: [{ notify: ['worker'] }] },
      { at: 90, clocks: on, do: [{ notify: ['lead'] }] },
      { at: 'before:600', clocks: on, do: [{ notify: ['worker', 'lead'] }] },
      { at: 'after:1800', clocks: on, do: [{ notify: ['lead'] }] },
    ]);
    for (let minute = 0; minute < 9.5 * 60; minute += 10) {
      it.pass(10);
      await it.look();
      await it.look();
    }
    const [team, lead] = ['it-support@corp.example', 'it-lead@corp.example'];
    expect(it.told()).toEqual([
      ['sla-warning', team],
      ['sla-warning', lead],
      ['sla-warning', team, lead],
      ['sla-breach', lead],
    ]);
    const reached = it
      .events()
      .flatMap((event) => (event.type === 'ThresholdReached' ? [event.threshold] : []));
    expect(reached, 'the breach is recorded, whoever hears of it').toContain(100);
  });

  test('row 21 that hands over or tells a superior is recorded with from, to and reason', async () => {
    const it = await desk([
      { at: 50, clocks: on, do: [{ escalate: 'functional', to: 'lead' }] },
      { at: 90, clocks: on, do: [{ escalate: 'hierarchical', to: 'sponsor' }] },
    ]);
    for (let hour = 0; hour < 8; hour += 1) {
      it.pass(60);
      await it.look();
      await it.look();
    }
    const lead = 'it-lead@corp.example';
    expect(it.events().filter(({ type }) => type === 'CaseEscalated')).toMatchObject([
      { escalation: 'functional', from: 'it-support@corp.example', to: lead, by: { kind: 'clock' } },
      { escalation: 'hierarchical', from: lead, to: lead, reason: expect.stringContaining('90 %') },
    ]);
    expect((await it.found()).assignee).toBe(lead);
    const letters = it.left().filter((effect) => effect.kind === 'mail' && effect.template === 'escalated');
    expect(letters).toMatchObject([{ to: [lead] }, { to: [lead] }]);
    expect(new Set(letters.map(({ id }) => id)).size).toBe(2);
  });

  test('gives the case to others and makes it more urgent, with the promises of that priority (L4)', async () => {
    const it = await desk([{ at: 50, clocks: on, do: [{ reassign: 'lead' }, { raisePriority: true }] }]);
    it.pass(240);
    await it.look();
    const { assignee, priority, clocks } = await it.found();
    expect([assignee, priority, clocks.resolution?.target]).toEqual(['it-lead@corp.example', 1, 4 * 3600]);
    // Four hours of four are used up, so the breach of the new promise follows at once.
    await it.look();
    expect((await it.found()).clocks.resolution?.breached).toEqual(['2026-03-02T13:00:00.000Z']);
    expect((await it.found()).priority, 'nothing is more urgent than 1').toBe(1);
  });

  test('only for cases as urgent as it says', async () => {
    const it = await desk([{ at: 50, clocks: on, priority: 1, do: [{ notify: ['lead'] }] }]);
    it.pass(300);
    await it.look();
    expect(it.told()).toEqual([]);
  });

  test('pages by a signed webhook that holds no word of the person, and repeats as one', async () => {
    const it = await desk([{ at: 100, clocks: on, do: [{ page: 'lead' }] }]);
    it.pass(480);
    await it.look();
    const world = outside();
    const page = it.left().find(({ kind }) => kind === 'webhook') ?? expect.fail('nobody was called');
    for (let twice = 0; twice < 2; twice++) await world.deliver(it.ports, { caseId: it.id, effect: page });
    expect(world.calls).toHaveLength(1);
    const [{ body, headers } = expect.fail()] = world.calls;
    expect(headers['webhook-id']).toBe(page.id);
    expect(JSON.parse(body)).toEqual({
      type: 'case.page',
      event: 'case.page',
      id: page.id,
      caseId: it.id,
      timestamp: '2026-03-02T17:00:00.000Z',
      occurredAt: '2026-03-02T17:00:00.000Z',
      sequence: 2,
      department: 'it',
      reference: (await it.found()).reference,
      data: { promise: 'resolution', threshold: '100', due: '2026-03-02T17:00:00.000Z' },
    });
  });

  test('tells people where their system cannot be called, once', async () => {
    const it = await desk([{ at: 100, clocks: on, do: [{ page: 'lead' }, { webhook: 'case.late' }] }]);
    it.pass(480);
    await it.look();
    const world = outside();
    world.behaves.system = { url: '', network: 'public', secrets: [] };
    const calls = it.left().filter(({ kind }) => kind === 'webhook');
    expect(calls.map((effect) => 'event' in effect && effect.event)).toEqual(['case.page', 'case.late']);
    const [page = expect.fail()] = calls;
    for (let twice = 0; twice < 2; twice++) await world.deliver(it.ports, { caseId: it.id, effect: page });
    expect(it.told()).toEqual([['sla-breach', 'it-lead@corp.example']]);
  });

  test('of a department without a system tells people at once', async () => {
    const it = await desk([{ at: 100, clocks: on, do: [{ page: 'lead' }] }], { hasSystem: false });
    it.pass(480);
    await it.look();
    expect(it.told()).toEqual([['sla-breach', 'it-lead@corp.example']]);
  });
});

describe('L8 a case is opened for those who see to the cause', () => {
  const problem = itDepartment.services.find(({ id }) => id.includes('problem'))?.id ?? 'there is none';
  const opening = (department: string, service: string): readonly EscalationStep[] => [
    { at: 100, clocks: on, do: [{ open: { department, service } }] },
  ];
  const others = (it: Awaited<ReturnType<typeof desk>>) =>
    [...it.rows.heads.values()].filter(({ id }) => id !== it.id);

  test('in the transaction of the breach, once, linked, and by the department itself', async () => {
    const it = await desk(opening('it', problem));
    it.pass(480);
    await Promise.all([it.look(), it.look(), it.look()]);
    await it.look();
    const [opened = expect.fail('nothing was opened'), ...more] = others(it);
    expect(more).toEqual([]);
    const of = await it.found();
    expect(opened).toMatchObject({ department: 'it', service: problem, subject: of.subject, body: of.body });
    expect(opened.requester.address, 'nobody outside asked for it').toBe('it-lead@corp.example');
    expect(opened.links).toEqual([{ other: of.id, as: 'related' }]);
    expect(of.links).toEqual([{ other: opened.id, as: 'related' }]);
    const entry = [...it.rows.ledger.values()].find(({ caseId }) => caseId === opened.id);
    expect(entry, 'so that it is in the books and in reports').toMatchObject({ class: 'opened' });
    expect(it.left().filter(({ kind }) => kind === 'mail')).not.toContainEqual(
      expect.objectContaining({ template: 'acknowledgement', to: ['it-lead@corp.example'] }),
    );
  });

  test('and none because of that one: its broken promises are told to people', async () => {
    const it = await desk(opening('it', problem));
    it.pass(480);
    await it.look();
    const [opened = expect.fail('nothing was opened')] = others(it);
    it.pass(60 * 24 * 60);
    await lookAtCase(it.ports, opened.id);
    expect((await now(it, opened.id)).clocks.resolution?.breached).toHaveLength(1);
    expect(others(it)).toHaveLength(1);
    expect(it.told().at(-1)).toEqual(['sla-breach', 'it-lead@corp.example']);
  });

  test('and a crash before the write leaves neither the breach nor the case', async () => {
    const it = await desk(opening('it', problem));
    it.pass(480);
    const down = async () => {
      throw new Error('the table is away');
    };
    const cases = { ...it.ports.cases, append: down, appendAll: down };
    await expect(lookAtCase({ ...it.ports, cases }, it.id)).rejects.toThrow('away');
    expect(others(it)).toEqual([]);
    await it.look();
    expect(others(it)).toHaveLength(1);
  });

  test('but a person is asked where its people may not read it', async () => {
    const it = await desk(opening('it', problem), { confidential: true });
    const {
      services: [elsewhere = expect.fail()],
    } = it.ports.catalogue.department('facilities');
    const closed = await desk(opening('facilities', elsewhere.id), { confidential: true });
    closed.pass(480);
    await closed.look();
    expect(others(closed)).toEqual([]);
    expect(closed.told()).toEqual([['sla-breach', 'it-lead@corp.example']]);
    it.pass(480);
    await it.look();
    expect(others(it), 'its own people may').toHaveLength(1);
  });
});

describe('P10 people are told in their hours', () => {
  const late: readonly EscalationStep[] = [{ at: 100, clocks: on, do: [{ notify: ['worker'] }] }];
  const monday = '2026-03-02T08:00:00.000Z';

  /** Looked at on Monday night, eight hours of office time after it came. */
  async function overNight(more: Partial<Department> = {}) {
    const it = await desk(late, more, monday);
    it.pass(14 * 60);
    await it.look();
    return it;
  }

  test('a breach noticed at night is recorded at night and told in the morning, once', async () => {
    const it = await overNight();
    expect(it.told()).toEqual([]);
    expect((await it.found()).clocks.resolution?.breached).toEqual(['2026-03-02T16:00:00.000Z']);
    expect((await it.found()).wakeAt).toBe('2026-03-03T06:00:00.000Z');
    it.pass(8 * 60);
    expect(await it.look()).toBe('fired');
    await it.look();
    expect(it.told()).toEqual([['sla-breach', 'it-support@corp.example']]);
    expect((await it.found()).notices).toBeUndefined();
  });

  test('and not at all if it was solved meanwhile', async () => {
    const it = await overNight();
    await resolveCase(it.ports, it.id, AGENT, { outcome: 'solved' });
    it.pass(8 * 60);
    await it.look();
    expect(it.told()).toEqual([]);
    expect((await it.found()).notices).toBeUndefined();
  });

  test('but at once where the promise counts round the clock', async () => {
    const [, always = expect.fail()] = itDepartment.calendars;
    const services = itDepartment.services.map((each) => ({ ...each, calendar: always.name }));
    const it = await overNight({ services });
    expect(it.told()).toEqual([['sla-breach', 'it-support@corp.example']]);
  });

  test('and at once for an emergency', async () => {
    const services = itDepartment.services.map((each) => ({ ...each, kind: 'emergency' as const }));
    const it = await overNight({ services });
    expect(it.told()).toEqual([['sla-breach', 'it-support@corp.example']]);
  });

  test('what is due with the last minute of the day is told that day', async () => {
    const it = await desk(late, {}, '2026-03-02T10:00:00.000Z');
    it.pass(8 * 60 + 2);
    await it.look();
    expect(it.told()).toHaveLength(1);
  });
});
