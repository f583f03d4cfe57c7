import { describe, expect, test } from 'vitest';
import { KITCHEN, LIBRARY, resources, type Stack, short, synthesized } from './synthesized.ts';

const templateOf = (stacks: readonly Stack[], name: string) =>
  stacks.find((stack) => stack.name === `switchboard-prod-${name}`)?.template ?? expect.fail(`no ${name}`);

const before = synthesized('prod');

describe('a department', () => {
  test('is not touched when another one changes', () => {
    const changed = { ...KITCHEN, name: 'the canteen' };
    const after = synthesized('prod', [changed, LIBRARY]);
    expect(templateOf(after, 'library')).toEqual(templateOf(before, 'library'));
    expect(templateOf(after, 'kitchen')).not.toEqual(templateOf(before, 'kitchen'));
  });

  test('comes and goes without touching what all share', () => {
    expect(templateOf(synthesized('prod', []), 'desk')).toEqual(templateOf(before, 'desk'));
  });

  test('imports nothing of another stack, and exports nothing', () => {
    expect(JSON.stringify(before.map(({ template }) => template))).not.toMatch(/Fn::ImportValue|"Export"/);
  });

  test('has its processes, its secret and its endpoint by the names everybody expects', () => {
    const library = before.find(({ name }) => name.endsWith('library')) ?? expect.fail('no library');
    const names = resources(
      [library],
      'AWS::StepFunctions::StateMachine',
      'AWS::SecretsManager::Secret',
      'AWS::SSM::Parameter',
    ).map(([, { Properties }]) => Properties.StateMachineName ?? Properties.Name);
    expect(names).toEqual([
      'switchboard-prod-library-lend-a-book',
      'switchboard-prod-library-find-a-book',
      'switchboard/prod/departments/library/webhook',
      '/switchboard/prod/departments/library/endpoint',
    ]);
  });

  test('without a system has no secret and no endpoint', () => {
    const types = resources(before.filter(({ name }) => name.endsWith('kitchen'))).map(
      ([, { Type }]) => Type,
    );
    expect(types).toContain('AWS::StepFunctions::StateMachine');
    expect(types).not.toContain('AWS::SecretsManager::Secret');
    expect(types).not.toContain('AWS::SSM::Parameter');
  });

  test('of people alone has nothing to deploy', () => {
    const people = { ...KITCHEN, processes: [] };
    expect(synthesized('prod', [people]).map(({ name }) => name)).toEqual(['switchboard-prod-desk']);
  });

  test('runs its definition as it is written, with only the steps filled in', () => {
    const library = before.find(({ name }) => name.endsWith('library')) ?? expect.fail('no library');
    const [machine] = resources([library], 'AWS::StepFunctions::StateMachine');
    const { DefinitionString, DefinitionSubstitutions } = machine?.[1].Properties ?? {};
    expect(JSON.parse(String(DefinitionString))).toEqual(LIBRARY.processes[0]?.definition);
    const filled = Object.entries(DefinitionSubstitutions ?? {}).map(([step, arn]) => [
      step,
      short(library, arn),
    ]);
    expect(filled).toEqual([['ask', 'function:ask']]);
  });

  test('is refused when a process names a step nobody made', () => {
    const [process = expect.fail('no process')] = LIBRARY.processes;
    const definition = {
      ...process.definition,
      States: { 'Do it': { Type: 'Task' as const, Resource: `\${dance}`, End: true as const } },
    };
    const dancing = { ...LIBRARY, processes: [{ ...process, name: 'dance', definition }] };
    expect(() => synthesized('prod', [dancing])).toThrow(
      "the process dance uses the step 'dance', which no function stands behind",
    );
  });
});
