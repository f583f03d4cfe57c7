import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALWAYS, checkCalendar } from '#desk/sla/calendar.ts';
import { type Clock, type ClockEvent, dueAt, explain, foldClock, spent } from '#desk/sla/clock.ts';
import { calendars as anyCalendar, durations, instants } from './arbitrary-calendar.ts';
import { holds } from './runs.ts';

const HOUR = 3600;
const office = [['09:00', '17:00']];
const hr = checkCalendar({
  name: 'hr',
  version: 3,
  zone: 'Europe/Berlin',
  week: { mon: office, tue: office, wed: office, thu: office, fri: office },
  holidaysYearly: ['12-25', '12-26'],
  overrides: { '2026-12-24': [['09:00', '12:00']], '2026-12-31': [] },
});
const calendars = () => hr;
const clock = 'resolution';
const story = [
  { type: 'ClockStarted', clock, at: '2026-12-23T10:00:00.000Z', target: 8 * HOUR, calendar: 'hr@3' },
  { type: 'ClockPaused', clock, at: '2026-12-23T11:30:00.000Z', cause: 'waiting-requester' },
  { type: 'ClockResumed', clock, at: '2026-12-24T09:00:00.000Z' },
] as const;
const clockAfter = (events: readonly ClockEvent[]): Clock =>
  events.reduce<Clock | undefined>(foldClock, undefined) ?? expect.fail('no event');

describe('an explanation (L13)', () => {
  test('lists what counted, what did not and why, and when it is due', () => {
    const { sentence, ...facts } = explain(clockAfter(story), calendars, '2026-12-24T10:00:00.000Z');
    expect(facts).toEqual({
      state: 'running',
      calendar: 'hr@3',
      zone: 'Europe/Berlin',
      target: 8 * HOUR,
      spent: 2.5 * HOUR,
      remaining: 5.5 * HOUR,
      counted: [
        { from: '2026-12-23T10:00:00.000Z', to: '2026-12-23T11:30:00.000Z' },
        { from: '2026-12-24T09:00:00.000Z', to: '2026-12-24T10:00:00.000Z' },
      ],
      pauses: [
        { from: '2026-12-23T11:30:00.000Z', to: '2026-12-24T09:00:00.000Z', cause: 'waiting-requester' },
      ],
      skipped: ['2026-12-25'],
      changes: [],
      due: '2026-12-28T12:30:00.000Z',
    });
    expect(sentence).toBe(
      '2 h 30 min of 8 h are used up by hr@3 (Europe/Berlin); ' +
        'counted 2026-12-23 11:00–12:30, 2026-12-24 10:00–11:00; ' +
        'paused on 2026-12-23 12:30–2026-12-24 10:00 (waiting-requester); closed on 2026-12-25; due on 2026-12-28 13:30.',
    );
  });

  test('says that a waiting clock is not due, and since when it waits', () => {
    const waiting = explain(clockAfter(story.slice(0, 2)), calendars, '2026-12-30T10:00:00.000Z');
    expect(waiting.pauses).toEqual([{ from: '2026-12-23T11:30:00.000Z', cause: 'waiting-requester' }]);
    expect([waiting.due, waiting.skipped]).toEqual([undefined, []]);
    expect(waiting.sentence).toMatch(
      /paused since 2026-12-23 12:30 \(waiting-requester\); not due while it is paused\.$/,
    );
  });

  test('names a breach, whatever became of the clock since', () => {
    const late = '2026-12-29T10:00:00.000Z';
    const overdue = explain(clockAfter(story), calendars, late);
    expect([overdue.breached, overdue.remaining]).toEqual(['2026-12-28T12:30:00.000Z', 0]);
    expect(overdue.sentence).toMatch(/; was due on 2026-12-28 13:30\.$/);
    const over = explain(clockAfter([...story, { type: 'ClockStopped', clock, at: late }]), calendars, late);
    expect(over.sentence).toMatch(/; stopped, the target was used up on 2026-12-28 13:30\.$/);
    const merged = clockAfter([...story, { type: 'ClockCancelled', clock, at: late, cause: 'merged' }]);
    expect(explain(merged, calendars, late).sentence).toMatch(/; cancelled: merged\.$/);
  });

  test('shows a one-off closing on the way, and round the clock as one stretch', () => {
    const newYear = { ...story[0], at: '2026-12-30T15:00:00.000Z' };
    expect(explain(clockAfter([newYear]), calendars, newYear.at)).toMatchObject({
      skipped: ['2026-12-31'],
      counted: [],
    });
    const always = explain(clockAfter([story[0]]), () => ALWAYS, '2026-12-26T10:00:00.000Z');
    expect(always.counted).toEqual([{ from: '2026-12-23T10:00:00.000Z', to: '2026-12-26T10:00:00.000Z' }]);
  });

  test('counts what it does not list', () => {
    const long = explain(
      clockAfter([{ ...story[0], target: 200 * HOUR }]),
      calendars,
      '2027-01-15T10:00:00.000Z',
    );
    expect(long.sentence).toMatch(/counted .* and \d+ more; closed on 2026-12-25, 2026-12-31; /);
  });

  test('names who paused it and which promise it is, where the history is given', () => {
    const [started, paused, resumed] = story;
    const history = [
      { ...started, policy: 'hr/leave/3', by: { kind: 'desk' } },
      { ...paused, by: { kind: 'agent', id: 'kim@corp.example' } },
      { ...resumed, by: { kind: 'requester' } },
    ];
    const told = explain(clockAfter(story), calendars, '2026-12-24T10:00:00.000Z', history);
    expect(told.policy).toBe('hr/leave/3');
    expect(told.pauses[0]?.by).toBe('agent kim@corp.example');
    expect(told.sentence).toContain('(waiting-requester, by agent kim@corp.example)');
    expect(told.sentence).toContain('promised by hr/leave/3');
  });

  test('shows the night on which the clocks changed', () => {
    const weekend = { ...story[0], at: '2026-03-27T15:00:00.000Z' };
    const { changes, due, sentence } = explain(clockAfter([weekend]), calendars, weekend.at);
    expect(changes).toEqual([{ at: '2026-03-29T01:00:00.000Z', from: '+01:00', to: '+02:00' }]);
    expect(due).toBe('2026-03-30T14:00:00.000Z');
    expect(sentence).toContain('the clocks changed on 2026-03-29 (+01:00 to +02:00)');
  });

  test('of a clock that has counted nothing yet is still a sentence', () => {
    expect(explain(clockAfter([story[0]]), calendars, '2026-12-23T09:00:00.000Z').sentence).toBe(
      '0 min of 8 h are used up by hr@3 (Europe/Berlin); due on 2026-12-24 11:00.',
    );
  });

  /** Waits and goes on, each so many seconds after the one before. */
  const waits = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 200_000 })),
    {
      maxLength: 4,
    },
  );
  const plus = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();
  const sum = (stretches: readonly Readonly<{ from: string; to: string }>[]) =>
    stretches.reduce((all, { from, to }) => all + Date.parse(to) - Date.parse(from), 0) / 1000;

  test('L13 adds up: what is listed is what is used up, and at due it is the whole target', () =>
    holds(
      'L13 totals',
      fc.property(
        anyCalendar(),
        instants,
        durations,
        waits,
        durations,
        (calendar, at, target, pauses, later) => {
          const events: ClockEvent[] = [{ ...story[0], at, target }];
          let now = at;
          for (const [runs, rests] of pauses) {
            events.push({ type: 'ClockPaused', clock, at: plus(now, runs), cause: 'waiting-requester' });
            events.push({ type: 'ClockResumed', clock, at: plus(now, runs + rests) });
            now = plus(now, runs + rests);
          }
          const running = clockAfter(events);
          const then = plus(now, later);
          const told = explain(running, () => calendar, then);
          expect(sum(told.counted)).toBe(spent(running, () => calendar, then));
          expect(told.due).toBe(dueAt(running, () => calendar));
          expect(told.remaining).toBe(Math.max(0, target - told.spent));
          const due = told.due ?? expect.fail('it runs');
          expect(told.breached).toBe(due <= then ? due : undefined);
          expect(sum(explain(running, () => calendar, due).counted)).toBe(target);
          for (const pause of told.pauses.filter((each) => each.from !== each.to))
            for (const { from, to } of told.counted)
              expect(to <= pause.from || from >= (pause.to ?? then), 'nothing counts while it waits').toBe(
                true,
              );
        },
      ),
      10_000,
    ));
});
