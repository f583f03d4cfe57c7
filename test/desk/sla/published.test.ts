import { describe, expect, test } from 'vitest';
import type { Department } from '#desk/department.ts';
import { asTable } from '#desk/sla/command/report-table.ts';
import { FEWEST, publish } from '#desk/sla/published.ts';
import type { PromiseRow } from '#desk/sla/report.ts';
import { care } from '#statemachines/care/department.ts';
import { hr } from '#statemachines/hr/department.ts';
import { it as itDepartment } from '#statemachines/it/department.ts';

const row = (department: string, kept: number, more: Partial<PromiseRow> = {}): PromiseRow => ({
  department,
  service: 's',
  priority: 2,
  promise: 'resolution',
  kept,
  broken: 0,
  open: 0,
  excluded: [],
  share: 1,
  ...more,
});
const exclusion = { caseId: 'c1', due: '2026-03-02T12:00:00.000Z', reason: 'power cut', approver: 'lead@x' };
const departments: readonly Department[] = [itDepartment, hr, care];
const rows = [
  row('it', 3, { excluded: [exclusion] }),
  row('hr', FEWEST - 1),
  row('hr', FEWEST, { priority: 3 }),
  row('care', 40),
];
const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const sees = (groups: readonly string[], days = MARCH) =>
  publish({ sub: 'kim@corp.example', groups }, departments, days, rows);

describe('row 29 who reads what of a report', () => {
  test('a head of services reads numbers across departments, and no case', () => {
    const { items, withheld } = sees(['service-head']);
    expect(items.map(({ department, kept }) => [department, kept])).toEqual([
      ['it', 3],
      ['hr', FEWEST],
    ]);
    expect(JSON.stringify(items)).not.toMatch(/c1|power cut|exclusions/);
    expect(items[0]?.excluded).toBe(1);
    expect(withheld).toEqual(['hr']);
  });

  test('of a confidential department nobody outside reads less than whole months', () => {
    const { items, withheld } = sees(['service-head'], { from: '2026-03-01', to: '2026-03-30' });
    expect([items.map(({ department }) => department), withheld]).toEqual([['it'], ['hr']]);
  });

  test('that nothing is missing says as little as that something is', () => {
    const many = [row('hr', 100)];
    const viewer = { sub: 'x@corp.example', groups: ['service-head'] };
    expect(publish(viewer, departments, MARCH, many).withheld).toEqual(['hr']);
    expect(publish(viewer, departments, MARCH, []).withheld).toEqual(['hr']);
  });

  test('its own people read all of their department, with the cases, and nothing of others', () => {
    const { items, withheld } = sees(['hr'], { from: '2026-03-01', to: '2026-03-02' });
    expect(items.map(({ department, kept }) => [department, kept])).toEqual([
      ['hr', FEWEST - 1],
      ['hr', FEWEST],
    ]);
    expect(withheld).toEqual([]);
    expect(sees(['it']).items).toMatchObject([{ exclusions: [exclusion] }]);
  });

  test.each([['desk'], ['platform'], ['service-head'], ['care']])(
    '%s reads no figure of people in distress',
    (group) => {
      expect(sees([group]).items.some(({ department }) => department === 'care')).toBe(false);
    },
  );

  test('an employee reads nothing', () => expect(sees([])).toEqual({ items: [], withheld: [] }));
});

test('a report as a table shows every excluded breach with its reason and approver, and no formula (L12)', () => {
  const lines = asTable([row('it', 1, { excluded: [{ ...exclusion, reason: '=HYPERLINK("x"),\nsorry' }] })]);
  expect(lines).toEqual([
    'department,service,priority,promise,kept,broken,open,excluded,share',
    'it,s,2,resolution,1,0,0,1,1.000',
    '',
    'excluded case,promise,due,reason,approver',
    `c1,resolution,2026-03-02T12:00:00.000Z,"'=HYPERLINK(""x""),\nsorry",lead@x`,
  ]);
});
