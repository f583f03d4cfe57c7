import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const command = join(import.meta.dirname, '../../../functions/sla/command.ts');
const run = (words: readonly string[], input = '') => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [command, ...words], {
    input,
    encoding: 'utf8',
  });
  return { lines: stdout.split('\n').slice(0, -1), stderr, status };
};

const row = { zone: 'UTC', week: { mon: [['09:00', '17:00']] }, start: '2026-03-02T08:00:00Z' };

describe('sla on the command line', () => {
  test('answers a line with a line, in order, a refused one too, and passes over empty ones', () => {
    const rows = Array.from({ length: 2000 }, (_, id) => ({
      ...row,
      id,
      duration_seconds: id === 7 ? -1 : id,
    }));
    const { lines, status } = run(['due'], `${rows.map((each) => JSON.stringify(each)).join('\n')}\n\n`);
    const answers = lines.map((line) => JSON.parse(line) as { id: number; due?: string; error?: string });
    expect(answers.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
    expect(answers[60]?.due).toBe('2026-03-02T09:01:00Z');
    expect(answers[7]?.error).toContain('duration_seconds');
    expect(status).toBe(0);
  });

  test('previews a department, and says which there are', () => {
    const { lines } = run(['preview', 'hr']);
    expect(lines).toHaveLength(11);
    expect(lines[0]).toBe('hr-hours@1 (Europe/Berlin)');
    expect(run(['preview', 'nobody'])).toMatchObject({ status: 2, stderr: expect.stringContaining('hr') });
  });

  test('says how it is used', () => {
    expect(run([])).toMatchObject({ status: 2, stderr: expect.stringContaining('usage: sla') });
  });
});
