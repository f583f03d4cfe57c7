import { describe, expect, test } from 'vitest';
import { change } from '#desk/case/commit.ts';
import { happened } from '#desk/case/events.ts';
import { listOf, type Moment, momentOf, type Reading, readFact } from '#desk/case/read-fact.ts';
import { opens, PROCESS, refusalOf } from '../memory/stories.ts';
import { memory } from '../memory.ts';

const BERLIN = { zone: 'Europe/Berlin', now: '2026-03-02T09:00:00.000Z' };
const day = (more: Partial<Moment> = {}) => ({ days: 0, time: '00:00', atMostDays: 365, ...more });
const until = (text: string | undefined, more: Partial<Moment> = {}, where = BERLIN) =>
  momentOf('lastDay', text, day(more), where);

describe('a list that stands on a case', () => {
  test.each([
    ['by commas', 'SAP, Workday , SAP', ['SAP', 'Workday']],
    ['by lines', 'SAP\n\nThe old archive; and more', ['SAP', 'The old archive', 'and more']],
    ['as JSON', '["SAP","Workday, payroll"]', ['SAP', 'Workday, payroll']],
    ['of one', 'SAP', ['SAP']],
  ])('%s, names each thing once', (_how, text, items) => {
    expect(listOf('systems', text)).toEqual(items);
  });

  test.each([
    ['nowhere', undefined],
    ['empty', ' , ;\n'],
    ['longer than what runs at once', Array.from({ length: 41 }, (_, at) => `S${at}`).join(',')],
    [
      'rather a text',
      'We do not know yet which systems this has to be connected to so please call us about it',
    ],
  ])('is refused where it is %s', async (_what, text) => {
    expect(await refusalOf(Promise.resolve().then(() => listOf('systems', text)))).toBe('invalid');
  });
});

describe('a date that stands on a case', () => {
  test('begins in the zone, in winter and in summer', () => {
    expect(until('2026-03-20')).toEqual({ at: '2026-03-19T23:00:00.000Z', passed: false });
    expect(until('2026-07-20', { time: '18:00' }).at).toBe('2026-07-20T16:00:00.000Z');
    expect(until('2026-07-20', { time: '18:00' }, { ...BERLIN, zone: 'America/New_York' }).at).toBe(
      '2026-07-20T22:00:00.000Z',
    );
  });

  test('is meant with days before or after it, counted by the calendar over a change of the clocks', () => {
    expect(until('2026-04-05', { days: -14, time: '09:00' }).at).toBe('2026-03-22T08:00:00.000Z');
    expect(until('2026-03-22', { days: 14, time: '09:00' }).at).toBe('2026-04-05T07:00:00.000Z');
  });

  test('of the past, or of this very moment, is over', () => {
    expect(until('2026-05-20', { everyDays: 30 })).toEqual({
      at: '2026-04-01T09:00:00.000Z',
      passed: false,
    });
    expect(until('2026-03-20', { everyDays: 30 }).at).toBe('2026-03-19T23:00:00.000Z');
    expect(until('2026-03-01').passed).toBe(true);
    expect(until('2026-03-02', { time: '10:00' })).toEqual({ at: '2026-03-02T09:00:00.000Z', passed: true });
    expect(until('2026-03-10', { days: -14 }).passed).toBe(true);
  });

  test.each([
    ['nowhere', undefined],
    ['no date', 'next month'],
    ['a day there is not', '2026-02-30'],
    ['further ahead than may be waited', '2027-03-05'],
  ])('is refused where it is %s', async (_what, text) => {
    expect(await refusalOf(Promise.resolve().then(() => until(text)))).toBe('invalid');
  });
});

describe('a process reads its case', () => {
  const read = async (facts: Readonly<Record<string, string>>, reading: object) => {
    const desk = memory();
    const { id } = await opens(desk, {});
    await change(desk.ports, id, () => ({
      events: happened(
        desk.ports.now(),
        PROCESS,
        ...Object.entries(facts).map(([name, value]) => ({ type: 'FactRecorded' as const, name, value })),
      ),
      effects: [],
    }));
    return readFact(desk.ports, { caseId: id, ...reading } as Reading);
  };

  test('as it stands now, in the hours of its department', async () => {
    expect(await read({ systems: 'SAP, Workday' }, { fact: 'systems', list: true })).toEqual({
      items: ['SAP', 'Workday'],
    });
    const moment = { ...day({ days: -1, time: '09:00' }), zone: 'department' };
    expect(await read({ lastDay: '2026-03-20' }, { fact: 'lastDay', moment })).toEqual({
      at: '2026-03-19T08:00:00.000Z',
      passed: false,
    });
  });

  test('in the hours of its department also for a requester whose place it does not know', async () => {
    const moment = { ...day({ time: '09:00' }), zone: 'requester' };
    const facts = { lastDay: '2026-03-20', location: 'the moon' };
    expect(await read(facts, { fact: 'lastDay', moment })).toMatchObject({ at: '2026-03-20T08:00:00.000Z' });
  });

  test('and is refused a fact nobody recorded, or a case there is not', async () => {
    expect(await refusalOf(read({}, { fact: 'systems', list: true }))).toBe('invalid');
    const nowhere = readFact(memory().ports, { caseId: 'none', fact: 'systems', list: true });
    expect(await refusalOf(nowhere)).toBe('case-not-found');
  });
});
