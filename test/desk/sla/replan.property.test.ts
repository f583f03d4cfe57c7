import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdCase } from '#desk/case/hold-case.ts';
import { catalogueOf, type Department } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import type { Calendar } from '#desk/sla/calendar.ts';
import { dueAt, reachedAt } from '#desk/sla/clock.ts';
import { type Plan, previewReplan, replan } from '#desk/sla/replan.ts';
import { facilities } from '#statemachines/facilities/department.ts';
import { hours } from '#statemachines/words/department.ts';
import { AGENT, asks, now, opens, question } from '../memory/stories.ts';
import { memory } from '../memory.ts';

const [OPENING] = facilities.calendars;

/** Under what name each of them counts. */
const NAMES = {
  resolution: 'resolution',
  ola: 'ola:facilities',
  contract: 'uc:Warm & Dry',
  e2e: 'e2e',
} as const;

/** What may be promised of one case: the matter, a task of its department, a task of a supplier, the whole wait. */
const policy = fc.record({
  resolution: fc.option(fc.integer({ min: 1, max: 60 })),
  ola: fc.option(fc.integer({ min: 1, max: 40 })),
  contract: fc.option(fc.integer({ min: 1, max: 40 })),
  e2e: fc.option(fc.integer({ min: 1, max: 90 })),
  closed: fc.subarray(['2026-03-02', '2026-03-03', '2026-03-05']),
});
type Policy = typeof policy extends fc.Arbitrary<infer Each> ? Each : never;

function under(ports: Ports, { resolution, ola, contract, e2e, closed }: Policy, version: number): Ports {
  const promise = Object.fromEntries(
    Object.entries({ firstResponse: 4, resolution, ola, e2e }).flatMap(([name, count]) =>
      count === null ? [] : [[name, hours(count)]],
    ),
  );
  const calendar: Calendar = { ...OPENING, version, holidays: closed };
  const own: Department = {
    ...facilities,
    services: facilities.services.map(({ promise: _own, ...each }) => each),
    promises: { 1: promise, 2: promise, 3: promise, 4: promise },
    suppliers: contract === null ? {} : { engineers: { name: 'Warm & Dry', promise: hours(contract) } },
    calendars: [
      calendar,
      ...ports.catalogue.department('facilities').calendars.filter((each) => each.version !== version),
    ],
  };
  return {
    ...ports,
    catalogue: catalogueOf(ports.catalogue.departments.map((each) => (each.id === own.id ? own : each))),
  };
}

const story = fc.record({
  before: policy,
  after: policy,
  asked: fc.subarray([{ system: true } as const, { group: 'engineers' } as const]),
  heldAfter: fc.option(fc.integer({ min: 0, max: 600 })),
  minutes: fc.integer({ min: 0, max: 8000 }),
});

test('L4 a plan is what it said, once; time and pauses are carried over, no breach is forgiven, the rest stays', async () => {
  const property = fc.asyncProperty(story, async ({ before, after, asked, heldAfter, minutes }) => {
    const desk = memory();
    const was = under(desk.ports, before, 2);
    const opened = await opens(
      { ...desk, ports: was },
      { subject: 'Cold', text: 'The heating in my office is not working.' },
    );
    for (const [i, of] of asked.entries()) await asks(was, question(opened, { of, state: `Task ${i}` }));
    if (heldAfter !== null) {
      desk.pass(heldAfter);
      await holdCase(was, opened.id, AGENT, { reason: 'r', until: '2026-03-20T09:00:00.000Z' });
    }
    desk.pass(minutes);
    // The same hours are no new version.
    const ports = under(was, after, String(after.closed) === String(before.closed) ? 2 : 3);
    const { calendar } = ports.catalogue;
    const found = await now(desk, opened.id);
    const plans: Plan[] = [];
    for await (const plan of previewReplan(ports, 'facilities')) plans.push(plan);
    expect(await now(desk, opened.id), 'a preview writes nothing').toEqual(found);
    const [plan] = plans;
    expect(await replan(ports, opened.id, AGENT, 'r'), 'what was shown is what is done').toEqual(plan);
    expect(await replan(ports, opened.id, AGENT, 'r'), 'once').toBeUndefined();
    const { clocks } = await now(desk, opened.id);
    for (const [of, name] of Object.entries(NAMES)) {
      const promised = after[of as keyof typeof NAMES];
      if (found.clocks[name] !== undefined && promised !== null)
        expect(clocks[name]?.target, `${name} is what is promised today`).toBe(hours(promised));
    }
    for (const [name, clock] of Object.entries(found.clocks)) {
      const then = clocks[name] ?? expect.fail(`${name} is gone`);
      const move = plan?.moves.find((each) => each.clock === name);
      if (move === undefined) {
        expect(then, 'what is not in the plan stays').toEqual(clock);
        continue;
      }
      const breached = clock.breached ?? [];
      expect(then.breached?.slice(0, breached.length) ?? [], 'L12').toEqual(breached);
      const broken =
        clock.state === 'running' ? reachedAt(clock, calendar, 100, desk.ports.now()) : undefined;
      if (broken !== undefined) expect(then.breached, 'L12 what is broken is on record').toContain(broken);
      expect(move.from).toBe(dueAt(clock, calendar));
      expect(move.to).toBe(dueAt(then, calendar));
      if (then.state === 'stopped') continue;
      const { target, calendar: counted } = then;
      expect(then.spans, 'what is used up is carried over').toEqual(clock.spans);
      expect([target, counted], 'it is another promise').not.toEqual([clock.target, clock.calendar]);
      expect(move.to, 'due by what is used up and the new promise').toBe(
        dueAt({ ...clock, target, calendar: counted }, calendar),
      );
    }
  });
  const { numRuns, failed, ...rest } = await fc.check(property, { seed: 20_260_301, numRuns: 120 });
  if (failed) expect.fail(fc.defaultReportMessage({ numRuns, failed, ...rest } as never));
  console.log(`L4 re-plan: held in ${numRuns} runs`);
});
