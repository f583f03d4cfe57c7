import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { happened } from '#desk/case/events.ts';
import { evolve } from '#desk/case/evolve.ts';
import { retargetClocks } from '#desk/case/retarget-clocks.ts';
import { catalogueOf } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { AGENT, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
  desk.pass(120);
});

/** The desk where a department says how it takes over cases. */
const where = (id: string, onRetarget?: 'carry' | 'restart'): Ports => ({
  ...desk.ports,
  catalogue: catalogueOf(
    DEPARTMENTS.map((each) =>
      each.id === id
        ? {
            ...each,
            services: each.services.map(({ promise: _own, ...service }) => service),
            ...(onRetarget !== undefined && { onRetarget }),
          }
        : each,
    ),
  ),
});
/** The clocks of the case once it has gone to facilities. */
function gone(ports: Ports) {
  const [{ id: service } = expect.fail('facilities offer nothing')] =
    ports.catalogue.department('facilities').services;
  const facts = retargetClocks(ports, opened, { department: 'facilities', service, priority: 2 });
  return happened(ports.now(), AGENT, ...facts).reduce(evolve, opened).clocks;
}

describe('L4 a case that goes elsewhere', () => {
  test.each([undefined, 'carry'] as const)('keeps what is used up of its time (%s)', (mode) => {
    const { resolution = expect.fail() } = gone(where('facilities', mode));
    expect(resolution.spans).toEqual([[opened.openedAt]]);
  });

  test('begins anew where the department it goes to says so; what is broken stays broken (L12)', () => {
    const { resolution = expect.fail(), firstResponse } = gone(where('facilities', 'restart'));
    expect([resolution.spans, resolution.run]).toEqual([[[desk.rows.now]], 2]);
    // One hour was promised, and two have gone by.
    expect(firstResponse?.breached).toEqual(['2026-03-02T10:00:00.000Z']);
  });

  test('as the department it goes to takes cases over, not the one it leaves', () => {
    expect(gone(where('it', 'restart')).resolution?.spans).toEqual([[opened.openedAt]]);
  });

  test('what a person waits from end to end is always carried over (row 24)', () => {
    const { catalogue } = where('it', 'restart');
    const it = catalogue.department('it');
    const promised = { ...it.promises[2], e2e: 3600 };
    const promising = { ...it, promises: { ...it.promises, 2: promised } };
    const others = DEPARTMENTS.filter(({ id }) => id !== 'it');
    const ports = { ...desk.ports, catalogue: catalogueOf([promising, ...others]) };
    const { resolution = expect.fail() } = opened.clocks;
    const facts = retargetClocks(ports, { ...opened, clocks: { resolution, e2e: resolution } }, opened);
    const modes = facts.flatMap((fact) => (fact.type === 'ClockRetargeted' ? [[fact.clock, fact.mode]] : []));
    expect(modes).toEqual([
      ['resolution', 'restart'],
      ['e2e', 'carry'],
    ]);
  });
});
