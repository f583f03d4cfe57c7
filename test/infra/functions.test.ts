import { describe, expect, test } from 'vitest';
import { bundleOf } from '#infra/parts/bundle.ts';
import { resources, short, synthesized } from './synthesized.ts';

const stacks = synthesized('prod');
const [desk = expect.fail('there is no desk stack')] = stacks;
const functions = resources([desk], 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);

describe.each(functions.map((each) => [short(desk, each.FunctionName), each] as const))(
  '%s',
  (_, properties) => {
    test('runs on Node 24 and arm64, and says what it does', () => {
      expect(properties).toMatchObject({
        Architectures: ['arm64'],
        Description: expect.stringMatching(/^[A-Z].*\.$/),
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'JSON' },
        Runtime: 'nodejs24.x',
      });
    });
  },
);

test('the variables name what the functions are allowed to use', () => {
  const variables = functions.map(({ FunctionName, Environment }) => [
    short(desk, FunctionName),
    Object.keys((Environment as { Variables: object }).Variables)
      .sort()
      .join(' '),
  ]);
  expect(Object.fromEntries(variables)).toMatchObject({
    sweep: 'CASES_TABLE CLOCKS_QUEUE STAGE WEBHOOK_QUEUE',
    process: 'CASES_TABLE PROCESS_ARN_PREFIX STAGE',
  });
});

test('no log is kept for ever', () => {
  const groups = resources(stacks, 'AWS::Logs::LogGroup');
  expect(groups.filter(([, { Properties }]) => Properties.RetentionInDays !== 30)).toEqual([]);
  expect(groups.length).toBe(functions.length + 3);
});

test('no process writes what people wrote into its log', () => {
  const machines = resources(stacks, 'AWS::StepFunctions::StateMachine');
  expect(machines).toHaveLength(3);
  for (const [, { Properties }] of machines) {
    expect(Properties.LoggingConfiguration).toMatchObject({ IncludeExecutionData: false, Level: 'ERROR' });
  }
});

test('nothing is deployed that only serves the deployment', () => {
  const custom = resources(stacks).filter(([, { Type }]) => /^(Custom::|AWS::CloudFormation::)/.test(Type));
  expect(custom).toEqual([]);
});

test('a function without an entry file is refused by a sentence', () => {
  expect(() => bundleOf('functions/nowhere.ts')).toThrow('the entry file functions/nowhere.ts is missing');
});
