import { describe, expect, test } from 'vitest';
import { resources, synthesized } from './synthesized.ts';

/** What outlives its stack: cases, what people wrote, their mails, and the keys their links hang on. */
const KEPT = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret'];

const kept = (stage: string) =>
  resources(synthesized(stage))
    .filter(([, { DeletionPolicy }]) => DeletionPolicy?.startsWith('Retain'))
    .map(([, { Type }]) => Type)
    .sort();

describe('when a stack is destroyed', () => {
  test.each(['dev', 'prod'])('in %s what must never be lost stays, and nothing else', (stage) => {
    expect(kept(stage)).toEqual(KEPT);
  });

  test('on one machine nothing stays', () => {
    expect(kept('local')).toEqual([]);
  });

  test('by mistake, the desk says no', () => {
    const [table] = resources(synthesized('prod'), 'AWS::DynamoDB::Table');
    expect(table?.[1].Properties).toMatchObject({ DeletionProtectionEnabled: true });
  });
});

test('what is replaced by a deployment stays where it would take data with it', () => {
  const replaced = resources(synthesized('prod'))
    .filter(([, { UpdateReplacePolicy }]) => UpdateReplacePolicy === 'Retain')
    .map(([, { Type }]) => Type);
  for (const type of KEPT) expect(replaced).toContain(type);
});

test('nothing in a template names an account or a region', () => {
  for (const { template } of synthesized('prod')) {
    const said = JSON.stringify(template);
    expect(said).not.toMatch(/\b\d{12}\b/);
    expect(said).not.toMatch(/\b(us|eu|ap)-(east|west|central|north|south)\w*-\d\b/);
  }
});

test('deploying twice changes nothing: the same source gives the same templates', () => {
  expect(synthesized('prod')).toEqual(synthesized('prod'));
});
