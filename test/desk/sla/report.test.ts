import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Clock, foldClock } from '#desk/sla/clock.ts';
import { type Reported, reportPromises } from '#desk/sla/report.ts';
import { holds } from './runs.ts';
import { steps } from './steps.ts';
import { at, cancelled, clockAfter, paused, reached, retargeted, started, stopped } from './story.ts';
import { calendars } from './wheel.ts';

const of = (resolution: Clock, more: Partial<Reported> = {}): Reported => ({
  id: 'c',
  department: 'it',
  service: 'workplace-incident',
  priority: 2,
  clocks: { resolution },
  ...more,
});
const report = (...cases: readonly Reported[]) => reportPromises(cases, calendars, at('20:00'));

describe('a report of promises', () => {
  test('counts what was kept, what was broken and what is open, by timestamps alone (I6)', () => {
    const [row] = report(
      of(clockAfter(started, stopped('11:59'))),
      of(clockAfter(started, stopped('12:01'))),
      of(clockAfter(started)),
      of(clockAfter(started, paused('09:00'))),
    );
    expect(row).toEqual({
      department: 'it',
      service: 'workplace-incident',
      priority: 2,
      promise: 'resolution',
      kept: 1,
      broken: 2,
      open: 1,
      excluded: [],
      share: 1 / 3,
    });
  });

  test('L12 keeps a breach that a longer promise followed', () => {
    const extended = clockAfter(
      started,
      { ...reached(100), due: at('12:00') },
      retargeted('13:00', 20, 'carry'),
    );
    expect(report(of(foldClock(extended, stopped('14:00'))))[0]).toMatchObject({ kept: 0, broken: 1 });
  });

  test('L11 has no merged case in any number', () => {
    expect(
      report(of(clockAfter(started, { ...reached(100), due: at('12:00') }, cancelled('13:00')))),
    ).toEqual([]);
  });

  test('L12 shows an excluded breach with its reason and approver, and in no share', () => {
    const grounds = { reason: 'power cut', approver: 'lead@corp.example' };
    const excluded = { type: 'BreachExcluded', clock: 'resolution', at: at('15:00'), ...grounds } as const;
    const [row] = report(
      of(clockAfter(started, stopped('13:00'), excluded)),
      of(clockAfter(started, stopped('09:00'))),
    );
    expect(row).toMatchObject({ kept: 1, broken: 0, share: 1 });
    expect(row?.excluded).toEqual([{ caseId: 'c', due: at('12:00'), ...grounds }]);
  });

  test('is by department, service, priority and promise, in order', () => {
    const kept = clockAfter(started, stopped('09:00'));
    const rows = report(
      of(kept, { priority: 3 }),
      of(kept, { clocks: { resolution: kept, firstResponse: kept } }),
      of(kept, { department: 'hr', service: 'hr-question' }),
    );
    expect(rows.map((row) => [row.department, row.priority, row.promise])).toEqual([
      ['hr', 2, 'resolution'],
      ['it', 2, 'firstResponse'],
      ['it', 2, 'resolution'],
      ['it', 3, 'resolution'],
    ]);
  });

  test('names nobody and nothing that was written', () => {
    const whole = {
      ...of(clockAfter(started)),
      subject: 'My salary',
      requester: { address: 'anna@corp.example' },
    };
    expect(JSON.stringify(report(whole))).not.toMatch(/salary|anna/);
  });

  test('counts every promise once, whatever happened to it', () =>
    holds(
      'report',
      fc.property(fc.array(steps, { maxLength: 5 }), (stories) => {
        const cases = stories.map((story, i) => {
          let clock: Clock | undefined;
          for (const [step, { does }] of story.entries()) {
            const event = does(new Date(Date.parse(at('08:00')) + step * 1_800_000).toISOString());
            if (typeof event !== 'string') clock = foldClock(clock, { ...event, clock: 'resolution' });
          }
          return of(clock ?? clockAfter(started), { id: `c${i}` });
        });
        const counted = report(...cases).reduce(
          (sum, { kept, broken, open, excluded }) => sum + kept + broken + open + excluded.length,
          0,
        );
        expect(counted).toBe(cases.filter(({ clocks }) => clocks.resolution?.state !== 'cancelled').length);
      }),
      500,
    ));
});
