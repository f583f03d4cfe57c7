import { expect, test } from 'vitest';
import { departmentsAtWork } from '#infra/parts/departments-at-work.ts';
import { departments } from '#statemachines/departments.ts';

type Loaded = Readonly<{ departments: readonly Readonly<{ services: readonly object[] }>[] }>;

const load = (source: string) =>
  import(`data:text/javascript,${encodeURIComponent(source)}`) as Promise<Loaded>;

test('departments at work are the departments, without what only routing reads', async () => {
  const lean = await load(departmentsAtWork(departments));
  const expected = departments.map((department) => ({
    ...department,
    services: department.services.map(({ examples: _examples, words: _words, ...service }) => service),
  }));
  expect(lean.departments).toEqual(expected);
  expect(Object.keys(lean.departments[0]?.services[0] ?? {})).not.toContain('examples');
});

test.each(['examples', 'words'] as const)('whoever reads the %s all the same is stopped', async (name) => {
  const lean = await load(departmentsAtWork(departments));
  const [service] = lean.departments[0]?.services ?? [];
  expect(() => (service as Record<string, unknown>)[name]).toThrow(
    'this function was made without the examples by which messages are routed',
  );
});

test('what departments share is written once', () => {
  const holiday = 'somebody-saint-day';
  const shared = { name: holiday };
  const [first] = departments;
  if (first === undefined) expect.fail('there is no department');
  const twice = [first, first].map((each, at) => ({
    ...each,
    id: `d${at}`,
    groups: { ...each.groups, shared },
  }));
  const source = departmentsAtWork(twice as never);
  expect(source.split(holiday)).toHaveLength(2);
});
