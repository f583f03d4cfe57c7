import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { resources, short, synthesized, WITH_ALL_DOORS } from './synthesized.ts';

const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8');
const anchor = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');

/** The chapters of the runbook by the anchor of their heading. */
const chapters = new Map(
  runbook
    .split(/^## /m)
    .slice(1)
    .map((chapter) => [anchor(chapter.split('\n')[0] ?? ''), chapter]),
);

const stacks = synthesized('prod', undefined, WITH_ALL_DOORS);
const alarms = stacks.flatMap((stack) =>
  resources([stack], 'AWS::CloudWatch::Alarm').map(([id, { Properties }]) => ({
    id,
    description: String(Properties.AlarmDescription),
    tells: (Properties.AlarmActions as unknown[]).map((each) => short(stack, each)),
  })),
);
const chapterOf = (description: string) => /docs\/runbook\.md#([\w-]+)$/.exec(description)?.[1] ?? '';

describe.each(alarms)('the alarm $id', ({ description, tells }) => {
  test('says in a sentence what it means to people', () => {
    expect(description).toMatch(/^[A-Z].{30,}\. See docs/);
  });

  test('leads to a chapter of the runbook', () => {
    expect([...chapters.keys()]).toContain(chapterOf(description));
  });

  test('tells the alarm topic', () => {
    expect(tells).toEqual(['alarms']);
  });
});

describe.each([...chapters])('the chapter %s of the runbook', (name, chapter) => {
  test('belongs to an alarm', () => {
    expect(alarms.map(({ description }) => chapterOf(description))).toContain(name);
  });

  test('describes, investigates and resolves', () => {
    const parts = [...chapter.matchAll(/^\*\*(\w+)\.\*\*/gm)].map(([, part]) => part);
    expect(parts).toEqual(['Description', 'Investigation', 'Resolution']);
  });
});

test('the alarm topic lets CloudWatch in', () => {
  const policies = resources(stacks, 'AWS::SNS::TopicPolicy').map(([id, { Properties }]) => [
    id.includes('Alarms'),
    JSON.stringify(Properties.PolicyDocument).includes('cloudwatch.amazonaws.com'),
  ]);
  expect(policies).toEqual([
    [true, true],
    [false, false],
  ]);
});
