import { beforeEach, describe, expect, test } from 'vitest';
import { routeCase } from '#desk/case/route-case.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { dueAt } from '#desk/sla/clock.ts';
import { AGENT, caseAt, newest, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const PAY = { subject: 'Salary', text: 'My salary is wrong this month, the overtime is missing.' };

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const due = ({ clocks }: Awaited<ReturnType<typeof opens>>) =>
  clocks.resolution && dueAt(clocks.resolution, desk.ports.catalogue.calendar);

describe('a matter that goes with the pay run (row 8)', () => {
  test('is due by the promise while the cut-off is further away', async () => {
    const opened = await opens(desk, PAY);
    expect(opened).toMatchObject({ department: 'payroll', kind: 'incident', confidential: true });
    // Forty open hours: seven of Monday, nine of each day after, six of Friday.
    expect(due(opened)).toBe('2026-03-06T13:00:00.000Z');
    expect(opened.facts).toMatchObject({ runDate: '2026-03-31', cutOff: '2026-03-13 12:00' });
  });

  test('is due at the cut-off where that comes first', async () => {
    desk = memory('2026-03-11T09:00:00.000Z');
    expect(due(await opens(desk, PAY))).toBe('2026-03-13T11:00:00.000Z');
  });

  test('goes with the next run once the cut-off has passed, and its requester is told which', async () => {
    desk = memory('2026-03-13T11:00:00.000Z');
    const opened = await opens(desk, PAY);
    expect(opened.facts).toMatchObject({ runDate: '2026-04-30', cutOff: '2026-04-15 12:00' });
    await tellRequester(desk.ports, {
      caseId: opened.id,
      execution: opened.execution ?? '',
      state: 'Tell the person which pay run',
      entered: '2026-03-13T11:00:01.000Z',
      text: 'We look into your pay.',
      facts: { 'Pay run': 'runDate', 'Cut-off': 'cutOff', Nothing: 'unknown' },
    });
    expect(newest(desk, opened.id).effects).toMatchObject([
      { values: { text: 'We look into your pay.\nPay run: 2026-04-30\nCut-off: 2026-04-15 12:00' } },
    ]);
  });

  test('is due at the cut-off too when people in triage place it there, counted from its first minute', async () => {
    desk = memory('2026-03-12T09:00:00.000Z');
    const opened = await opens(desk, { subject: 'zxcv', text: 'blargh fnord' });
    desk.pass(120);
    await routeCase(desk.ports, opened.id, AGENT, { department: 'payroll', service: 'payroll-correction' });
    const placed = caseAt(desk, 0);
    expect(due(placed)).toBe('2026-03-13T11:00:00.000Z');
    expect(placed.facts).toMatchObject({ runDate: '2026-03-31' });
  });

  test('nothing of a run is kept of a service that goes with none', async () => {
    expect((await opens(desk)).facts).toEqual({});
  });
});
