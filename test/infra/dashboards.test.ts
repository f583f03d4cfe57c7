import { describe, expect, test } from 'vitest';
import { KITCHEN, LIBRARY, resources, said, synthesized } from './synthesized.ts';

interface Board {
  readonly widgets: readonly { readonly properties: { readonly title: string; readonly metrics: unknown } }[];
}

const stacks = synthesized('prod');
const boards = new Map(
  stacks.flatMap((stack) =>
    resources([stack], 'AWS::CloudWatch::Dashboard').map(([, { Properties }]): [string, Board] => [
      String(Properties.DashboardName),
      JSON.parse(said(stack, Properties.DashboardBody)) as Board,
    ]),
  ),
);
const metricsOf = (board: Board | undefined) =>
  JSON.stringify(board?.widgets.map(({ properties }) => properties));

test('there is one for the desk and one for each department', () => {
  expect([...boards.keys()].sort()).toEqual([
    'switchboard-prod-department-kitchen',
    'switchboard-prod-department-library',
    'switchboard-prod-desk',
  ]);
});

describe.each([...boards])('%s', (_, board) => {
  test('answers the five questions', () => {
    const titles = board.widgets.map(({ properties }) => properties.title).join('\n');
    for (const question of [/comes in/, /wait|overdue/, /Promises kept/, /did not arrive/, /costs?/])
      expect(titles).toMatch(question);
  });

  test('asks for what the functions tell', () => {
    for (const name of ['CasesOpened', 'PromisesKept', 'PromisesBroken', 'LongestOverdue', 'MailsReturned'])
      expect(metricsOf(board)).toContain(name);
  });
});

test('a department sees its own cases and no other’s', () => {
  const library = metricsOf(boards.get('switchboard-prod-department-library'));
  expect(library).toContain(`"department","${LIBRARY.id}"`);
  expect(library).not.toContain(KITCHEN.id);
});

test('the desk’s finds its departments by a search, so that it does not change with them', () => {
  expect(metricsOf(boards.get('switchboard-prod-desk'))).toContain('SEARCH(');
  expect(metricsOf(boards.get('switchboard-prod-desk'))).not.toContain(LIBRARY.id);
});
