import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { catalogueOf, type Department } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import { dueAt } from '#desk/sla/clock.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { previewReplan, replan } from '#desk/sla/replan.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { it as itDepartment } from '#statemachines/it/department.ts';
import { BOB } from '../memory/mail.ts';
import { AGENT, eventsOf, now, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const HOUR = 3600;
const OFFICE = itDepartment.calendars[0];

/** The desk after its data changed. */
const changed = (desk: Memory, more: Partial<Department>): Ports => ({
  ...desk.ports,
  catalogue: catalogueOf(DEPARTMENTS.map((each) => (each.id === 'it' ? { ...each, ...more } : each))),
});
const promising = (resolution: number | undefined) => {
  const { resolution: _before, ...others } = itDepartment.promises[2];
  return {
    services: itDepartment.services.map(({ promise: _own, ...each }) => each),
    promises: {
      ...itDepartment.promises,
      2: { ...others, ...(resolution !== undefined && { resolution }) },
    },
  };
};
const plansOf = async (ports: Ports) => {
  const plans = [];
  for await (const plan of previewReplan(ports, 'it')) plans.push(plan);
  return plans;
};

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});
const target = () => opened.clocks.resolution?.target ?? expect.fail();

describe('L4 a new policy and the cases that run', () => {
  test('holds for new cases only: what runs keeps the promise it was given', async () => {
    const ports = changed(desk, promising(2 * HOUR));
    await lookAtCase(ports, opened.id);
    expect((await now(desk, opened.id)).clocks.resolution?.target).toBe(target());
  });

  test('nothing changed is nothing to plan', async () => {
    expect(await plansOf(desk.ports)).toEqual([]);
  });

  test('a preview says what would move, and writes nothing', async () => {
    const ports = changed(desk, promising(2 * HOUR));
    expect(await plansOf(ports)).toEqual([
      {
        caseId: opened.id,
        reference: opened.reference,
        moves: [{ clock: 'resolution', from: expect.any(String), to: '2026-03-02T11:00:00.000Z' }],
      },
    ]);
    expect((await now(desk, opened.id)).version).toBe(1);
  });

  test('applied, it carries over what is used up, and says so to those who work on it', async () => {
    const ports = changed(desk, promising(2 * HOUR));
    desk.pass(60);
    const plan = await replan(ports, opened.id, AGENT, 'shorter days');
    const { resolution = expect.fail() } = (await now(desk, opened.id)).clocks;
    expect(dueAt(resolution, ports.catalogue.calendar)).toBe('2026-03-02T11:00:00.000Z');
    expect(plan?.moves[0]?.to).toBe('2026-03-02T11:00:00.000Z');
    const [move, note] = eventsOf(desk, opened.id).slice(-2);
    expect(move).toMatchObject({ type: 'ClockRetargeted', mode: 'carry', by: AGENT });
    expect(note).toMatchObject({
      type: 'NoteAdded',
      text: expect.stringContaining('shorter days'),
      by: AGENT,
    });
  });

  test('applied twice, or begun again after it was interrupted, it moves each case once', async () => {
    const second = await opens(desk, { id: 'second@x', from: BOB });
    const ports = changed(desk, promising(2 * HOUR));
    expect(await plansOf(ports)).toHaveLength(2);
    await replan(ports, opened.id, AGENT, 'r');
    expect((await plansOf(ports)).map(({ caseId }) => caseId)).toEqual([second.id]);
    expect(await replan(ports, opened.id, AGENT, 'r')).toBeUndefined();
    expect((await now(desk, opened.id)).version).toBe(2);
  });

  test('a new version of the hours moves what counts in them', async () => {
    const calendars = [
      { ...OFFICE, version: 2, holidays: ['2026-03-02'] },
      OFFICE,
      ...itDepartment.calendars.slice(1),
    ];
    const ports = changed(desk, { calendars: calendars as unknown as Department['calendars'] });
    const [plan = expect.fail()] = await plansOf(ports);
    await replan(ports, opened.id, AGENT, 'a holiday');
    const { resolution = expect.fail() } = (await now(desk, opened.id)).clocks;
    expect(resolution.calendar).toBe(`${OFFICE.name}@2`);
    const due = dueAt(resolution, ports.catalogue.calendar);
    expect(plan.moves).toContainEqual(expect.objectContaining({ clock: 'resolution', to: due }));
    expect(Date.parse(due ?? '')).toBeGreaterThan(
      Date.parse(dueAt(opened.clocks.resolution ?? expect.fail(), ports.catalogue.calendar) ?? ''),
    );
  });

  test('a promise that is made no more stops; one that is new is not made to cases that came before', async () => {
    const ports = changed(desk, promising(undefined));
    await replan(ports, opened.id, AGENT, 'r');
    expect((await now(desk, opened.id)).clocks.resolution?.state).toBe('stopped');
    expect(await replan(desk.ports, opened.id, AGENT, 'r'), 'not even when it is made again').toBeUndefined();
  });

  test('L12 forgives no breach', async () => {
    desk.pass(60 * 24 * 10);
    const ports = changed(desk, promising(target() * 100));
    await replan(ports, opened.id, AGENT, 'r');
    expect((await now(desk, opened.id)).clocks.resolution?.breached).toHaveLength(1);
  });

  test('leaves a case alone that is over', async () => {
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'solved' });
    const ports = changed(desk, promising(2 * HOUR));
    expect(await plansOf(ports)).toEqual([]);
    expect(await replan(ports, opened.id, AGENT, 'r')).toBeUndefined();
  });
});
