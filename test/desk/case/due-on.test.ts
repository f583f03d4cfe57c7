import { expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { withDueDate } from '#desk/case/due-on.ts';
import type { CaseFact } from '#desk/case/events.ts';
import { expediteCase } from '#desk/case/expedite-case.ts';
import { catalogueOf } from '#desk/department.ts';
import { chooseService } from '#desk/routing/choose-service.ts';
import { routeByWords } from '#desk/routing/route.ts';
import { dueAt } from '#desk/sla/clock.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { answerTask } from '#desk/task/answer.ts';
import { WISH } from '#desk/task/wish.ts';
import { departments } from '#statemachines/departments.ts';
import { AGENT, eventsOf, now, opens, refusalOf } from '../memory/stories.ts';
import { memory } from '../memory.ts';

const catalogue = catalogueOf(departments);
const NOW = '2026-03-02T09:00:00.000Z';
const at = (facts: Readonly<Record<string, string>>) =>
  ({ department: 'it', service: 'leaver-access-removal', priority: 2, facts }) as const;
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
  const incident = { department: 'it', service: 'workplace-incident', priority: 2, facts } as const;
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

test('row 11 a hiring that is to be done sooner is put to the HR lead; a yes makes it due sooner, and the old due stays in the history', async () => {
  const desk = memory();
  const opened = await opens(desk, {
    subject: 'Hiring',
    text: 'We are hiring a new colleague.\nName of the new colleague: Robin Weber\nFirst working day: 2026-06-01\nPosition: Buyer\nPlace of work: Germany',
  });
  expect(opened).toMatchObject({ department: 'hr', service: 'joiner', priority: 3 });
  const dueOf = ({ clocks }: Case) =>
    clocks.resolution && dueAt(clocks.resolution, desk.ports.catalogue.calendar);
  const before = dueOf(opened);
  // Before Monday at nine, that is when HR closes on Friday.
  expect(before?.slice(0, 10)).toBe('2026-05-29');
  const reason = 'The candidate has another offer.';
  const { asked } = await expediteCase(desk.ports, opened.id, AGENT, { priority: 1, reason });
  const ref = asked[WISH]?.ref ?? '';
  expect((await desk.ports.tasks.find(ref))?.of).toMatchObject({ address: 'hr-lead@corp.example' });
  expect(dueOf(await now(desk, opened.id)), 'nothing changes before the answer').toBe(before);
  const by = { kind: 'participant' as const, id: 'hr-lead@corp.example' };
  const answer = { outcome: 'approve', by: by.id, at: desk.rows.now };
  await answerTask(desk.ports, ref, by, answer, () => true);
  await lookAtCase(desk.ports, opened.id);
  const sooner = await now(desk, opened.id);
  expect(sooner.priority).toBe(1);
  expect(String(dueOf(sooner)) < String(before)).toBe(true);
  expect(eventsOf(desk, opened.id)).toContainEqual(
    expect.objectContaining({ type: 'CaseExpedited', was: { priority: 3, due: before } }),
  );
});
