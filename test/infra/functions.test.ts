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

/** The variables of each function besides its stage. A function of the desk knows the desk's own three. */
const desks = 'CASES_TABLE COMPANY_DOMAINS FRONT_DOOR';
const TOLD: Readonly<Record<string, string>> = {
  'intake-email': `BODIES_BUCKET ${desks} INTAKE_ATTEMPTS KEYS_SECRET`,
  'check-ledger': 'CASES_TABLE INTAKE_QUEUE MAIL_BUCKET',
  ask: `${desks} KEYS_SECRET`,
  'open-child': `BODIES_BUCKET ${desks} KEYS_SECRET`,
  'settle-task': desks,
  'tell-requester': desks,
  'read-fact': desks,
  'continue-process': desks,
  'resolve-case': desks,
  callback: `${desks} DEPARTMENT_SECRET_PREFIX`,
  'answer-page': `${desks} KEYS_SECRET`,
  outbox: `${desks} CLOCKS_QUEUE INTAKE_QUEUE MAIL_BUCKET MAIL_QUEUE PROCESS_ARN_PREFIX PROCESS_QUEUE WEBHOOK_QUEUE`,
  process: `${desks} PROCESS_ARN_PREFIX`,
  mail: `BODIES_BUCKET ${desks} KEYS_SECRET PUBLIC_URL`,
  feedback: desks,
  webhook: `BODIES_BUCKET ${desks} DEPARTMENT_SECRET_PREFIX ENDPOINT_PARAMETER_PREFIX PUBLIC_URL WEBHOOK_QUEUE`,
  sweep: 'CASES_TABLE CLOCKS_QUEUE WEBHOOK_QUEUE',
  'check-clock': `${desks} CLOCKS_QUEUE`,
  'open-case': `BODIES_BUCKET ${desks} KEYS_SECRET`,
  status: desks,
  'status-page': `${desks} KEYS_SECRET`,
  files: `BODIES_BUCKET ${desks}`,
  oversight: `BODIES_BUCKET ${desks}`,
  requests: `BODIES_BUCKET ${desks} KEYS_SECRET`,
  'request-page': `BODIES_BUCKET ${desks} KEYS_SECRET`,
  verdict: `BODIES_BUCKET ${desks}`,
  'describe-api': 'PUBLIC_URL',
  endpoints: `DEPARTMENT_SECRET_PREFIX ENDPOINT_PARAMETER_PREFIX ${desks} WEBHOOK_QUEUE`,
  api: `BODIES_BUCKET ${desks} KEYS_SECRET PUBLIC_URL`,
};

test('every function is told what it uses, and nothing else', () => {
  const told = functions.map(({ FunctionName, Environment }) => {
    const { STAGE, ...variables } = (Environment as { Variables: Readonly<Record<string, unknown>> })
      .Variables;
    expect(STAGE).toBe('prod');
    return [short(desk, FunctionName), Object.keys(variables).sort()];
  });
  const expected = Object.entries(TOLD).map(([name, words]) => [name, words.split(' ').sort()]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(expected));
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
