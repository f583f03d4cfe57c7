import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Outcome, RETRY_SCHEDULE, retryAfter } from '#desk/delivery/webhook.ts';

const NOW = '2026-03-02T09:00:00.000Z';
const answered = (status: number, header?: string): Outcome => ({
  kind: 'answered',
  status,
  at: NOW,
  ...(header !== undefined && { retryAfter: header }),
});
/** A random number in the middle: no jitter. */
const MIDDLE = 0.5;

describe('after an attempt', () => {
  test.each([200, 201, 202, 204, 299])('W3 %i is delivered', (status) =>
    expect(retryAfter(1, answered(status), MIDDLE)).toEqual({ delivered: true }),
  );

  test.each([408, 409, 425, 429, 500, 502, 503, 504, 599])('W3 %i is tried again', (status) =>
    expect(retryAfter(1, answered(status), MIDDLE)).toEqual({ retryInSeconds: 5 }),
  );

  test.each(['timeout', 'network'] as const)('W3 %s is tried again', (kind) =>
    expect(retryAfter(1, { kind }, MIDDLE)).toEqual({ retryInSeconds: 5 }),
  );

  test.each([400, 401, 403, 404, 413, 422, 451])('W3 %i is not tried again', (status) =>
    expect(retryAfter(1, answered(status), MIDDLE)).toEqual({ giveUp: `answered-${status}` }),
  );

  test.each([301, 302, 303, 307, 308])('W3 %i: no redirect is followed', (status) =>
    expect(retryAfter(1, answered(status), MIDDLE)).toEqual({ giveUp: 'redirected' }),
  );

  test.each(['tls', 'blocked-address'] as const)('W3 %s is not tried again', (kind) =>
    expect(retryAfter(1, { kind }, MIDDLE)).toEqual({ giveUp: kind }),
  );

  test.each([1, 10])('W3 410 disables the endpoint, on attempt %i too', (attempt) =>
    expect(retryAfter(attempt, answered(410), MIDDLE)).toEqual({
      disableEndpoint: true,
      cause: 'answered-410',
    }),
  );

  test.each([0, 100, 600, Number.NaN])('an answer that is none in HTTP (%d) is not tried again', (status) =>
    expect(retryAfter(1, answered(status), MIDDLE)).toEqual({ giveUp: `answered-${status}` }),
  );
});

describe('the schedule', () => {
  test('W4 is 5 s, 30 s, 2 min, 10 min, 30 min, 2 h, 6 h, 12 h, 24 h, and then over', () => {
    const waits = Array.from({ length: 10 }, (_, i) => retryAfter(i + 1, { kind: 'timeout' }, MIDDLE));
    expect(waits).toEqual([
      ...[5, 30, 120, 600, 1800, 7200, 21_600, 43_200, 86_400].map((retryInSeconds) => ({ retryInSeconds })),
      { giveUp: 'attempts-used-up' },
    ]);
    expect(Math.round(RETRY_SCHEDULE.reduce((a, b) => a + b) / 3600)).toBe(45);
  });

  test('W4 is spread by a fifth to both sides, and never by more', () => {
    expect(retryAfter(1, { kind: 'network' }, 0)).toEqual({ retryInSeconds: 4 });
    expect(retryAfter(1, { kind: 'network' }, 1)).toEqual({ retryInSeconds: 6 });
    const bounded = fc.property(fc.integer({ min: 1, max: 9 }), fc.double(), (attempt, jitter01) => {
      fc.pre(!Number.isNaN(jitter01));
      const verdict = retryAfter(attempt, { kind: 'network' }, jitter01);
      const wait = RETRY_SCHEDULE[attempt - 1] ?? 0;
      return 'retryInSeconds' in verdict && Math.abs(verdict.retryInSeconds - wait) <= wait * 0.2 + 0.001;
    });
    fc.assert(bounded, { seed: 20_260_301, numRuns: 500 });
  });

  test('W4 may be shorter by configuration', () => {
    expect(retryAfter(2, { kind: 'timeout' }, MIDDLE, [0.1, 0.2])).toEqual({ retryInSeconds: 0.2 });
    expect(retryAfter(3, { kind: 'timeout' }, MIDDLE, [0.1, 0.2])).toEqual({ giveUp: 'attempts-used-up' });
    expect(retryAfter(1, { kind: 'timeout' }, MIDDLE, [])).toEqual({ giveUp: 'attempts-used-up' });
  });

  test.each([0, -1, 1.5, Number.NaN])('an attempt that is none (%d) ends it', (attempt) =>
    expect(retryAfter(attempt, { kind: 'timeout' }, MIDDLE)).toEqual({ giveUp: 'attempts-used-up' }),
  );
});

describe('Retry-After', () => {
  test.each([
    ['seconds', '120', 120],
    ['a date', 'Mon, 02 Mar 2026 09:10:00 GMT', 600],
    ['a date of RFC 850', 'Monday, 02-Mar-26 09:10:00 GMT', 600],
    ['a date of asctime', 'Mon Mar  2 09:10:00 2026', 600],
    ['more than a day: a day', '172800', 86_400],
    ['a date in a month: a day', 'Thu, 02 Apr 2026 09:00:00 GMT', 86_400],
    ['less than the schedule: the schedule', '1', 5],
    ['a date in the past: the schedule', 'Sun, 01 Mar 2026 09:00:00 GMT', 5],
    ['a word: the schedule', 'soon', 5],
    ['a date that is none: the schedule', 'Xyz, 99 Abc 2026 09:00:00 GMT', 5],
    ['a negative number: the schedule', '-5', 5],
  ])('W3 in %s', (_how, header, seconds) => {
    expect(retryAfter(1, answered(429, header), MIDDLE)).toEqual({ retryInSeconds: seconds });
    expect(retryAfter(1, answered(503, header), MIDDLE)).toEqual({ retryInSeconds: seconds });
  });

  test('W3 does not revive what is not tried again, nor add an attempt', () => {
    expect(retryAfter(1, answered(404, '10'), MIDDLE)).toEqual({ giveUp: 'answered-404' });
    expect(retryAfter(10, answered(429, '10'), MIDDLE)).toEqual({ giveUp: 'attempts-used-up' });
  });
});
