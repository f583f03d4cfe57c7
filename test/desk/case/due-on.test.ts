import { expect, test } from 'vitest';
import { withDueDate } from '#desk/case/due-on.ts';
import type { CaseFact } from '#desk/case/events.ts';
import { catalogueOf } from '#desk/department.ts';
import { chooseService } from '#desk/routing/choose-service.ts';
import { routeByWords } from '#desk/routing/route.ts';
import { departments } from '#statemachines/departments.ts';
import { refusalOf } from '../memory/stories.ts';

const catalogue = catalogueOf(departments);
const NOW = '2026-03-02T09:00:00.000Z';
const at = (facts: Readonly<Record<string, string>>) =>
  ({ department: 'it', service: 'leaver-access-removal', facts }) as const;
const promised: CaseFact = {
  type: 'ClockStarted',
  clock: 'resolution',
  target: 28_800,
  calendar: 'always@1',
  policy: 'it/leaver-access-removal/2',
};
const due = (facts: Readonly<Record<string, string>>) => {
  const [fact] = withDueDate(catalogue, at(facts), NOW, [promised]);
  return fact?.type === 'ClockStarted' && new Date(Date.parse(NOW) + fact.target * 1000).toISOString();
};

test('row 18 the access of a leaver is due an hour after the last day is over, where they work', () => {
  const lastWorkingDay = '2026-03-31';
  // Summer time has begun in Europe, and longer ago in New York.
  expect(due({ lastWorkingDay, place: 'Germany' })).toBe('2026-03-31T23:00:00.000Z');
  expect(due({ lastWorkingDay, place: 'England' })).toBe('2026-04-01T00:00:00.000Z');
  expect(due({ lastWorkingDay, place: 'United States (East)' })).toBe('2026-04-01T05:00:00.000Z');
  expect(due({ lastWorkingDay, place: 'somewhere' }), 'the zone of IT').toBe('2026-03-31T23:00:00.000Z');
});

test.each([
  ['is missing', {}],
  ['is over', { lastWorkingDay: '2026-02-27' }],
  ['is no date', { lastWorkingDay: 'soon' }],
  ['is too far ahead', { lastWorkingDay: '2027-02-27' }],
])('a date that %s leaves the promise as it was', (_what, facts: Readonly<Record<string, string>>) => {
  expect(withDueDate(catalogue, at({ place: 'Germany', ...facts }), NOW, [promised])).toEqual([promised]);
});

test('other clocks, and other services, stay as they are', () => {
  const others = [{ ...promised, clock: 'firstResponse' as const }];
  const facts = { lastWorkingDay: '2026-03-31', place: 'Germany' };
  expect(withDueDate(catalogue, at(facts), NOW, others)).toEqual(others);
  const incident = { department: 'it', service: 'workplace-incident', facts };
  expect(withDueDate(catalogue, incident, NOW, [promised])).toEqual([promised]);
});

test('row 18 what is done for HR only, nobody can ask for: neither by a form nor by its own words', async () => {
  const asked = Promise.resolve().then(() =>
    chooseService(catalogue, 'it/leaver-access-removal', {}, { requester: 'eve@corp.example', today: NOW }),
  );
  expect(await refusalOf(asked)).toBe('invalid');
  const { title } = catalogue.service('it', 'leaver-access-removal');
  expect(
    routeByWords(catalogue, { subject: title, text: 'Access that ends with a last day' }).service,
  ).not.toBe('leaver-access-removal');
});
