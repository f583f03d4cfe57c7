import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bench, ROLE } from './bench.ts';
import { jsonata } from './outcomes/row.ts';

let engine: Awaited<ReturnType<typeof bench>>;
let sfn: typeof engine.sfn;
let chance = 0.5;

beforeEach(async () => {
  chance = 0.5;
  engine = await bench({}, { random: () => chance });
  sfn = engine.sfn;
});
afterEach(() => engine.stop());

const says = (Output: unknown) => JSON.stringify(jsonata({ S: { Type: 'Pass', Output, End: true } }));

/** What an execution of a machine, a version or an alias says in the end. */
async function outcome(stateMachineArn: string | undefined, name?: string) {
  const { executionArn } = await sfn.startExecution({ stateMachineArn, name });
  await engine.passAll();
  const { output, stateMachineVersionArn, stateMachineAliasArn } = await sfn.describeExecution({
    executionArn,
  });
  return { output, stateMachineVersionArn, stateMachineAliasArn };
}

describe('versions and aliases', () => {
  /** A machine with two versions, which say 1 and 2. */
  async function twoVersions() {
    const { stateMachineArn = '', stateMachineVersionArn: one = '' } = await sfn.createStateMachine({
      name: 'v',
      definition: says(1),
      roleArn: ROLE,
      publish: true,
    });
    const { stateMachineVersionArn: two = '' } = await sfn.updateStateMachine({
      stateMachineArn,
      definition: says(2),
      publish: true,
    });
    return { stateMachineArn, one, two };
  }
  const all = (stateMachineVersionArn: string) => [{ stateMachineVersionArn, weight: 100 }];

  test('a version stays what it was', async () => {
    const { stateMachineArn, one, two } = await twoVersions();
    await sfn.updateStateMachine({ stateMachineArn, definition: says(3) });

    expect(one).toBe(`${stateMachineArn}:1`);
    expect(await outcome(one)).toMatchObject({ output: '1', stateMachineVersionArn: one });
    expect(await outcome(stateMachineArn)).toMatchObject({ output: '3', stateMachineVersionArn: undefined });
    const { stateMachineVersions } = await sfn.listStateMachineVersions({ stateMachineArn });
    expect(stateMachineVersions?.map((version) => version.stateMachineVersionArn)).toEqual([two, one]);
  });

  test('publishing an unchanged machine again gives the version it has', async () => {
    const { stateMachineArn, two } = await twoVersions();
    expect((await sfn.publishStateMachineVersion({ stateMachineArn })).stateMachineVersionArn).toBe(two);
    await expect(
      sfn.publishStateMachineVersion({ stateMachineArn, revisionId: 'other' }),
    ).rejects.toMatchObject({ name: 'ConflictException' });
  });

  test('an alias moves from one version to the next', async () => {
    const { one, two } = await twoVersions();
    const { stateMachineAliasArn = '' } = await sfn.createStateMachineAlias({
      name: 'live',
      routingConfiguration: all(one),
    });
    const before = await outcome(stateMachineAliasArn);
    await sfn.updateStateMachineAlias({ stateMachineAliasArn, routingConfiguration: all(two) });

    expect(before).toEqual({ output: '1', stateMachineVersionArn: one, stateMachineAliasArn });
    expect(await outcome(stateMachineAliasArn)).toEqual({
      output: '2',
      stateMachineVersionArn: two,
      stateMachineAliasArn,
    });
    expect((await sfn.describeStateMachineAlias({ stateMachineAliasArn })).routingConfiguration).toEqual(
      all(two),
    );
  });

  test('an alias may share its executions out by weight', async () => {
    const { one, two } = await twoVersions();
    const routingConfiguration = [
      { stateMachineVersionArn: one, weight: 90 },
      { stateMachineVersionArn: two, weight: 10 },
    ];
    const { stateMachineAliasArn } = await sfn.createStateMachineAlias({
      name: 'canary',
      routingConfiguration,
    });
    chance = 0.89;
    const most = await outcome(stateMachineAliasArn, 'most');
    chance = 0.91;
    const few = await outcome(stateMachineAliasArn, 'few');

    expect([most.output, few.output]).toEqual(['1', '2']);
  });

  test('a version an alias points to cannot be deleted', async () => {
    const { stateMachineArn, one, two } = await twoVersions();
    const { stateMachineAliasArn } = await sfn.createStateMachineAlias({
      name: 'live',
      routingConfiguration: all(one),
    });
    await expect(sfn.deleteStateMachineVersion({ stateMachineVersionArn: one })).rejects.toMatchObject({
      name: 'ConflictException',
    });
    await sfn.deleteStateMachineVersion({ stateMachineVersionArn: two });
    expect((await sfn.listStateMachineAliases({ stateMachineArn })).stateMachineAliases).toHaveLength(1);
    await sfn.deleteStateMachineAlias({ stateMachineAliasArn });
    await sfn.deleteStateMachineVersion({ stateMachineVersionArn: one });
    expect((await sfn.listStateMachineVersions({ stateMachineArn })).stateMachineVersions).toEqual([]);
  });

  test('an alias is refused for what it shares out wrongly', async () => {
    const { stateMachineArn, one, two } = await twoVersions();
    const refused = async (name: string, ...routes: readonly (readonly [arn: string, weight: number])[]) => {
      const routingConfiguration = routes.map(([stateMachineVersionArn, weight]) => ({
        stateMachineVersionArn,
        weight,
      }));
      const made = sfn.createStateMachineAlias({ name, routingConfiguration });
      return made.then(
        () => undefined,
        (error: Error) => `${error.name}: ${error.message}`,
      );
    };

    expect(await refused('a', [stateMachineArn, 100])).toBe(
      `ValidationException: Routing configuration must contain state machine version ARNs. Received: [${stateMachineArn}]`,
    );
    expect(await refused('a', [one, 50], [one, 50])).toBe(
      `ValidationException: Routing configuration must contain distinct state machine version ARNs. Received: [${one}, ${one}]`,
    );
    expect(await refused('a', [one, 70], [two, 29])).toBe(
      'ValidationException: Sum of routing configuration weights must equal 100. Received: [70, 29]',
    );
    expect(await refused('a', [one, 101])).toBe(
      "ValidationException: 1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' failed to satisfy constraint: Member must have value less than or equal to 100",
    );
    expect(await refused('123', [one, 100])).toBe(
      "ValidationException: 1 validation error detected: Value '123' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$",
    );
  });

  test('a version cannot be updated, nor described without being published', async () => {
    const { one } = await twoVersions();
    await expect(
      sfn.updateStateMachine({ stateMachineArn: one, publish: true, definition: says(3) }),
    ).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${one}'`,
    });
    await expect(
      sfn.createStateMachine({ name: 'w', definition: says(1), roleArn: ROLE, versionDescription: 'd' }),
    ).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Version description can only be set when publish is true',
    });
  });
});
