import { describe, expect, test } from 'vitest';
import { KITCHEN, LIBRARY, resources, short, synthesized } from './synthesized.ts';

const libraryOf = (stage: string) =>
  synthesized(stage).find(({ name }) => name.endsWith('library')) ?? expect.fail('no library');
const library = libraryOf('prod');
const aliases = resources([library], 'AWS::StepFunctions::StateMachineAlias').map(
  ([, { Properties }]) => Properties,
);
const versions = resources([library], 'AWS::StepFunctions::StateMachineVersion');

describe('each process', () => {
  test('is started by its live alias', () => {
    expect(aliases.map(({ Name }) => Name)).toEqual(['live', 'live']);
  });

  test('is tried by one case in ten for half an hour, and taken back when its alarm rings', () => {
    const [preference = expect.fail('no preference')] = aliases.map(
      ({ DeploymentPreference }) => DeploymentPreference as Record<string, unknown>,
    );
    expect(preference).toMatchObject({ Type: 'CANARY', Percentage: 10, Interval: 30 });
    expect((preference.Alarms as unknown[]).map((alarm) => short(library, alarm))).toEqual([
      'LendABook/Failed',
    ]);
  });

  test('keeps the version before, so that going back needs no deployment', () => {
    for (const [, version] of versions)
      expect(version).toMatchObject({ UpdateReplacePolicy: 'Retain', DeletionPolicy: 'Delete' });
  });

  test('has its version named by what its definition says', () => {
    expect(versions.map(([, { Properties }]) => Properties.Description)).toEqual(
      LIBRARY.processes.map(({ version }) => version),
    );
  });

  test('is published again when its revision is another one', () => {
    const revisions = versions.map(([, { Properties }]) => short(library, Properties.StateMachineRevisionId));
    expect(revisions).toEqual([
      'library-lend-a-book.StateMachineRevisionId',
      'library-find-a-book.StateMachineRevisionId',
    ]);
  });
});

test('in development a new version is live at once', () => {
  const dev = resources([libraryOf('dev')], 'AWS::StepFunctions::StateMachineAlias');
  for (const [, { Properties }] of dev)
    expect(Properties).toMatchObject({ RoutingConfiguration: [{ Weight: 100 }] });
});

test('half of the open executions an account may have is an alarm of the desk', () => {
  const [desk = expect.fail('no desk')] = synthesized('prod', [KITCHEN]);
  const alarm = resources([desk], 'AWS::CloudWatch::Alarm').find(
    ([, { Properties }]) => Properties.MetricName === 'OpenExecutionCount',
  );
  expect(alarm?.[1].Properties).toMatchObject({
    Namespace: 'AWS/States',
    Statistic: 'Maximum',
    Threshold: 500_000,
  });
});
