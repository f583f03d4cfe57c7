import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { areWholeMonths, casesReceived, readDays } from '#desk/sla/received.ts';
import { reportPromises } from '#desk/sla/report.ts';
import { BOB } from '../memory/mail.ts';
import { AGENT, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});
const received = async (from = '2026-03-02', to = from) => {
  const found: Case[] = [];
  for await (const each of casesReceived(desk.ports, { from, to })) found.push(each);
  return found;
};
const idsOf = async (from?: string, to?: string) => (await received(from, to)).map(({ id }) => id);

describe('the cases of some days', () => {
  test('are those that came on them, each once', async () => {
    const first = await opens(desk);
    desk.pass(24 * 60);
    const second = await opens(desk, { id: 'second@x' });
    expect(await idsOf()).toEqual([first.id]);
    expect(await idsOf('2026-03-03')).toEqual([second.id]);
    expect(await idsOf('2026-03-02', '2026-03-03')).toEqual([first.id, second.id]);
    expect(await idsOf('2026-03-01')).toEqual([]);
  });

  test('are more than a page of the books, and all of them', async () => {
    for (let i = 0; i < 120; i += 1) await opens(desk, { id: `m${i}@x`, from: `p${i}@corp.example` });
    expect(new Set(await idsOf()).size).toBe(120);
  });

  test('bring along what was split off them, and their parts', async () => {
    const whole = await opens(desk);
    const other = await opens(desk, { id: 'other@x', from: BOB });
    // As if neither of the two had a row in the books of its own: parts and splits have none.
    const split = { ...other, id: 'split', links: [{ other: whole.id, as: 'split-from' as const }] };
    const part = { ...other, id: 'part' };
    desk.rows.heads.set('split', split);
    desk.rows.heads.set('part', part);
    desk.rows.heads.set(whole.id, {
      ...whole,
      links: [{ other: 'split', as: 'split-into' }],
      children: { t: { caseId: 'part', reference: 'HR-1', department: 'hr', state: 'asked' } },
    });
    expect((await idsOf()).sort()).toEqual([whole.id, other.id, 'part', 'split'].sort());
  });

  test('hold nobody in distress and nothing that only plays along', async () => {
    const { id, ...rest } = await opens(desk);
    desk.rows.heads.set(id, { id, ...rest, kind: 'care' });
    const shadow = await opens(desk, { id: 's@x', from: BOB });
    desk.rows.heads.set(shadow.id, { ...shadow, shadow: true });
    expect(await received()).toEqual([]);
  });

  test('P15 L11 a merged case is in no figure of the report', async () => {
    const into = await opens(desk);
    const gone = await opens(desk, { id: 'again@x' });
    desk.pass(10 * 60);
    await mergeCases(desk.ports, gone.id, into.id, AGENT);
    const rows = reportPromises(await received(), desk.ports.catalogue.calendar, desk.ports.now());
    for (const { promise, kept, broken, open } of rows)
      expect([promise, kept + broken + open]).toEqual([promise, 1]);
  });
});

describe('the days of a report', () => {
  test.each([
    [undefined, '2026-03-01', '/from'],
    ['2026-02-30', '2026-03-01', '/from'],
    ['2026-03-01', 'soon', '/to'],
    ['2026-03-02', '2026-03-01', '/to'],
    ['2026-03-01', '2026-04-01', '/to'],
  ])('from %s to %s are refused at %s', (from, to, pointer) => {
    expect(() => readDays(from, to, 31)).toThrow(
      expect.objectContaining({ code: 'invalid', faults: [expect.objectContaining({ pointer })] }),
    );
  });

  test('are whole months or not', () => {
    expect(areWholeMonths(readDays('2026-02-01', '2026-03-31', 92))).toBe(true);
    expect(areWholeMonths(readDays('2026-03-01', '2026-03-30', 92))).toBe(false);
    expect(areWholeMonths(readDays('2026-03-02', '2026-03-31', 92))).toBe(false);
  });
});
