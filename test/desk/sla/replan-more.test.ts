import { describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { catalogueOf, type Department, type Service } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import { type ClockName, dueAt } from '#desk/sla/clock.ts';
import { type Plan, previewReplan, replan } from '#desk/sla/replan.ts';
import { departments } from '#statemachines/departments.ts';
import { hours } from '#statemachines/words/department.ts';
import { handsOn, memoryOfParts, parentOf } from '../memory/parts.ts';
import { AGENT, asks, eventsOf, now, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

/** The desk after the data of one department changed. */
const changed = ({ ports }: Memory, id: string, how: (of: Department) => Partial<Department>): Ports => ({
  ...ports,
  catalogue: catalogueOf(
    ports.catalogue.departments.map((each) => (each.id === id ? { ...each, ...how(each) } : each)),
  ),
});
const promising =
  (more: object) =>
  ({ promises }: Department): Partial<Department> => ({
    promises: Object.fromEntries(
      Object.entries(promises).map(([priority, of]) => [priority, { ...of, ...more }]),
    ) as Department['promises'],
  });
const serving =
  (id: string, more: Partial<Service>) =>
  ({ services }: Department): Partial<Department> => ({
    services: services.map((each) => (each.id === id ? { ...each, ...more } : each)),
  });

async function plansOf(ports: Ports, department: string): Promise<Plan[]> {
  const plans = [];
  for await (const plan of previewReplan(ports, department)) plans.push(plan);
  return plans;
}

/** Looks at what would move, applies it, and holds that the one is the other. */
async function planned(desk: Memory, ports: Ports, of: Case, clock: ClockName) {
  const before = (await now(desk, of.id)).version;
  const [plan = expect.fail('nothing would move')] = await plansOf(ports, of.department);
  expect((await now(desk, of.id)).version, 'a preview writes nothing').toBe(before);
  expect(await replan(ports, of.id, AGENT, 'a new contract')).toEqual(plan);
  expect(await plansOf(ports, of.department), 'once').toEqual([]);
  const after = await now(desk, of.id);
  const moved = after.clocks[clock] ?? expect.fail();
  expect(plan.moves.find((move) => move.clock === clock)?.to).toBe(dueAt(moved, ports.catalogue.calendar));
  return { plan, after, clock: moved };
}

const WORK = { subject: 'Cold', text: 'The heating in my office is not working.' };

describe('L4 what a new policy means for single tasks', () => {
  const facilities = async (more: Partial<Department>) => {
    const desk = memory();
    const contracted = { ...desk, ports: changed(desk, 'facilities', () => more) };
    return { desk: contracted, opened: await opens(contracted, WORK) };
  };

  test('a supplier keeps the contract of today, with the time that is used up', async () => {
    const suppliers = { engineers: { name: 'Warm & Dry', promise: hours(10) } };
    const { desk, opened } = await facilities({ suppliers });
    await asks(desk.ports, question(opened, { of: { group: 'engineers' } }));
    const { spans } = (await now(desk, opened.id)).clocks['uc:Warm & Dry'] ?? expect.fail();
    desk.pass(60);
    const better = changed(desk, 'facilities', () => ({
      suppliers: { engineers: { name: 'Warm & Dry', promise: hours(4) } },
    }));
    const { clock } = await planned(desk, better, opened, 'uc:Warm & Dry');
    expect(clock).toMatchObject({ target: hours(4), spans, state: 'running' });
    expect(dueAt(clock, better.catalogue.calendar)).toBe('2026-03-02T13:00:00.000Z');
  });

  test('a contract that is over ends its promise, and no other', async () => {
    const suppliers = { engineers: { name: 'Warm & Dry', promise: hours(10) } };
    const { desk, opened } = await facilities({ suppliers });
    await asks(desk.ports, question(opened, { of: { group: 'engineers' } }));
    const ended = changed(desk, 'facilities', () => ({ suppliers: {} }));
    const { after, plan } = await planned(desk, ended, opened, 'uc:Warm & Dry');
    expect(plan.moves.map(({ clock }) => clock)).toEqual(['uc:Warm & Dry']);
    expect(after.clocks['uc:Warm & Dry']?.state).toBe('stopped');
  });

  test('what a department promises of its own tasks', async () => {
    const desk = memory();
    const first = { ...desk, ports: changed(desk, 'facilities', promising({ ola: hours(6) })) };
    const opened = await opens(first, WORK);
    await asks(first.ports, question(opened, { of: { system: true } }));
    const better = changed(first, 'facilities', promising({ ola: hours(2) }));
    const { clock } = await planned(first, better, opened, 'ola:facilities');
    expect(clock.target).toBe(hours(2));
  });

  test('what another department promises of the part it was handed, by its own hours', async () => {
    const desk = memoryOfParts();
    const { parent } = await handsOn(desk, await parentOf(desk));
    expect(parent.clocks['ola:it']).toMatchObject({ target: hours(8), calendar: 'it-hours@1' });
    const better = changed(desk, 'it', promising({ ola: hours(3) }));
    // Of what HR promises nothing is new: the matter itself stays as it is.
    const { clock, plan } = await planned(desk, better, parent, 'ola:it');
    expect(clock).toMatchObject({ target: hours(3), calendar: 'it-hours@1' });
    expect(plan.moves.map(({ clock: name }) => name)).toEqual(['ola:it']);
  });

  test('a part that went elsewhere keeps what was promised when it was handed over', async () => {
    const desk = memoryOfParts();
    const { parent, child } = await handsOn(desk, await parentOf(desk));
    const kept = desk.rows.heads.get(child.id) ?? expect.fail();
    desk.rows.heads.set(child.id, { ...kept, department: 'facilities' });
    expect(await plansOf(changed(desk, 'it', promising({ ola: hours(3) })), parent.department)).toEqual([]);
  });
});

const HIRING = {
  subject: 'Hiring',
  text: 'We are hiring a new colleague.\nName of the new colleague: Robin Weber\nFirst working day: 2026-06-01\nPosition: Buyer\nPlace of work: Germany',
};

describe('L4 what a new policy means for what is due on a date', () => {
  const joiner = departments
    .find(({ id }) => id === 'hr')
    ?.services.find(({ id }) => id === 'joiner') as Service;
  const { dueOn = expect.fail() } = joiner;

  test('it is due at the new moment of the same date', async () => {
    const desk = memory();
    const opened = await opens(desk, HIRING);
    const earlier = changed(desk, 'hr', serving('joiner', { dueOn: { ...dueOn, days: -6, time: '12:00' } }));
    const { clock } = await planned(desk, earlier, opened, 'resolution');
    expect(dueAt(clock, earlier.catalogue.calendar)).toBe('2026-05-26T10:00:00.000Z');
  });

  test('it stays where the date has come, whatever is promised of the priority', async () => {
    const desk = memory();
    const opened = await opens(desk, HIRING);
    desk.pass(60 * 24 * 120);
    const other = changed(desk, 'hr', (of) => ({
      ...promising({ resolution: hours(1) })(of),
      ...serving('joiner', { dueOn: { ...dueOn, days: -7 } })(of),
    }));
    expect(await plansOf(other, 'hr')).toEqual([]);
    expect((await now(desk, opened.id)).clocks.resolution?.target).toBe(opened.clocks.resolution?.target);
  });

  test('a new cut-off of the run it goes with is kept, and said', async () => {
    const desk = memory('2026-03-11T09:00:00.000Z');
    const opened = await opens(desk, {
      subject: 'Salary',
      text: 'My salary is wrong this month, the overtime is missing.',
    });
    expect(opened.facts.cutOff).toBe('2026-03-13 12:00');
    const earlier = changed(
      desk,
      'payroll',
      serving('payroll-correction', { run: { cutOff: { day: 12, time: '10:00' }, day: 31 } }),
    );
    const { after, clock } = await planned(desk, earlier, opened, 'resolution');
    expect(dueAt(clock, earlier.catalogue.calendar)).toBe('2026-03-12T09:00:00.000Z');
    expect(after.facts).toMatchObject({ runDate: '2026-03-31', cutOff: '2026-03-12 10:00' });
    expect(eventsOf(desk, opened.id)).toContainEqual(
      expect.objectContaining({ type: 'FactRecorded', name: 'cutOff', by: AGENT }),
    );
  });

  test('a case does not move to a later run because its own is over', async () => {
    const desk = memory('2026-03-11T09:00:00.000Z');
    await opens(desk, {
      subject: 'Salary',
      text: 'My salary is wrong this month, the overtime is missing.',
    });
    desk.pass(60 * 24 * 7);
    expect(await plansOf(desk.ports, 'payroll')).toEqual([]);
    const cutOff = { day: 10, time: '10:00' };
    const other = changed(desk, 'payroll', serving('payroll-correction', { run: { cutOff, day: 31 } }));
    expect(await plansOf(other, 'payroll')).toEqual([]);
  });
});
