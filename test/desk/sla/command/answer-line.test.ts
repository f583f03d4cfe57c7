import { describe, expect, test } from 'vitest';
import { lineAnswerer, type Question } from '#desk/sla/command/answer-line.ts';
import cases from '../sla-cases.json' with { type: 'json' };

const ask = (question: Question, row: unknown) =>
  JSON.parse(lineAnswerer(question)(typeof row === 'string' ? row : JSON.stringify(row))) as Record<
    string,
    unknown
  >;

const line = {
  id: 7,
  zone: 'Europe/Berlin',
  week: { mon: [['09:00', '17:00']], tue: [['09:00', '12:00']], fri: [['22:00', '24:00']] },
  start: '2026-03-02T08:00:00Z',
};

describe('the command answers', () => {
  test('due, between and next-open, in UTC', () => {
    expect(ask('due', { ...line, duration_seconds: 3600 })).toEqual({ id: 7, due: '2026-03-02T09:00:00Z' });
    expect(ask('between', { ...line, end: '2026-03-03T23:00:00Z' })).toEqual({ id: 7, seconds: 11 * 3600 });
    expect(ask('next-open', { ...line, start: '2026-03-03T11:00:00Z' })).toEqual({
      id: 7,
      due: '2026-03-06T21:00:00Z',
    });
  });

  test('an absent list, null and an empty one alike, and fields nobody asks for', () => {
    const plain = { ...line, duration_seconds: 3600, note: 'x' };
    const empty = { ...plain, holidays: [], holidays_yearly: null, overrides: {}, breaks: [] };
    expect(ask('due', empty)).toEqual(ask('due', plain));
  });

  test('a line that begins with the mark of its encoding', () => {
    const plain = JSON.stringify({ ...line, duration_seconds: 3600 });
    expect(ask('due', `\uFEFF${plain}`)).toEqual(ask('due', plain));
  });

  test('P8 breaks of a date and of a weekday are cut out, also of a night shift', () => {
    const lunch = { ...line, duration_seconds: 5 * 3600, breaks: { '2026-03-02': [['12:00', '13:00']] } };
    expect(ask('due', lunch)).toEqual({ id: 7, due: '2026-03-02T14:00:00Z' });
    const weekly = { ...lunch, breaks: { mon: [['12:00', '12:30']], '2026-03-02': [['12:15', '13:00']] } };
    expect(ask('due', weekly)).toEqual({ id: 7, due: '2026-03-02T14:00:00Z' });
    const night = { ...line, week: { fri: [['22:00', '06:00']] }, start: '2026-03-06T12:00:00Z' };
    const cut = { ...night, end: '2026-03-08T12:00:00Z', breaks: { fri: [['23:30', '00:30']] } };
    expect(ask('between', cut)).toEqual({ id: 7, seconds: 7 * 3600 });
  });

  const impossible = { mon: [['00:00', '24:00']] };
  test.each([
    ['an unknown zone', { zone: 'Mars/Olympus' }, '/zone'],
    [
      'overlapping hours',
      {
        week: {
          mon: [
            ['09:00', '12:00'],
            ['11:00', '13:00'],
          ],
        },
      },
      '/week/mon/1',
    ],
    ['no open minute', { week: {} }, '/week'],
    ['breaks over everything that is open', { week: impossible, breaks: impossible }, '/week'],
    ['a misspelt day', { week: { monday: [['09:00', '12:00']] } }, '/week/monday'],
    ['a holiday that is none', { holidays: ['2026-02-30'] }, '/holidays/0'],
    ['a yearly holiday that is none', { holidays_yearly: ['13-01'] }, '/holidays_yearly/0'],
    ['a break that is none', { breaks: { noon: [['12:00', '13:00']] } }, '/breaks/noon'],
    ['a negative target', { duration_seconds: -1 }, 'duration_seconds'],
    ['no target', { duration_seconds: undefined }, 'duration_seconds'],
    ['a target without end', { duration_seconds: 1e300 }, 'duration_seconds'],
    ['the year 1', { start: '0001-01-01T00:00:00Z' }, 'start'],
    ['the year 9999', { start: '9999-12-31T00:00:00Z' }, 'start'],
    ['a local start', { start: '2026-03-02T08:00:00' }, 'start'],
    ['no start', { start: 5 }, 'start'],
    ['no zone', { zone: undefined }, '/zone'],
  ])('%s with a refusal that names the field', (_what, change, field) => {
    const answer = ask('due', { ...line, duration_seconds: 3600, ...change });
    expect(answer).toEqual({ id: 7, error: expect.stringContaining(field) });
  });

  test('a list with thousands of faults by the first ten', () => {
    const holidays = Array.from({ length: 5000 }, (_, year) => `${year}-12-25`);
    const { error } = ask('due', { ...line, duration_seconds: 1, holidays });
    expect(String(error)).toMatch(/^\/holidays\/0 .* and \d+ more$/);
    expect(String(error).length).toBeLessThan(2000);
  });

  test.each(['{', '[]', 'null', '7', '"due"'])('%s, which is no row, without an id', (text) => {
    expect(ask('due', text)).toEqual({ id: null, error: expect.stringContaining('line') });
  });
});

describe('P8 the rows of other desks', () => {
  const asked = (row: (typeof cases.cases)[number]): Question =>
    row.end !== undefined ? 'between' : row.duration_seconds === undefined ? 'next-open' : 'due';
  const rows = cases.cases.filter(({ id }) => id !== 'wh-040' && id !== 'wh-048');

  test.each(rows)('$id', (row) => {
    const expected =
      row.end === undefined ? { due: row.expected_due } : { seconds: row.expected_business_seconds };
    expect(ask(asked(row), row)).toEqual({ id: row.id, ...expected });
  });
});
