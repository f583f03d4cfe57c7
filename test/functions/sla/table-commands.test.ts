import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const run = (command: string, ...words: readonly string[]) =>
  spawnSync(process.execPath, [join('functions/sla', command), ...words], {
    encoding: 'utf8',
    env: { ...process.env, SWITCHBOARD_STAGE: '', AWS_REGION: 'eu-central-1' },
  });

/** What is asked for, and what is said before any table is looked at. */
test.each([
  ['report-command.ts', [], 'npm run report'],
  ['report-command.ts', ['--from', '2026-03-02', '--to', '2026-03-01'], 'to should not lie before from'],
  ['report-command.ts', ['--from', '2026-03-01', '--to', '2026-03-02'], 'SWITCHBOARD_STAGE'],
  ['replan-command.ts', ['apply', '--department', 'it', '--stage', 'prod'], 'npm run replan'],
  ['replan-command.ts', ['preview', '--department', 'nowhere', '--stage', 'prod'], "no department 'nowhere'"],
])('%s %j is told what is wrong', (command, words, sentence) => {
  const { status, stderr, stdout } = run(command, ...words);
  expect([status, stdout]).toEqual([expect.toBeOneOf([1, 2]), '']);
  expect(stderr).toContain(sentence);
});
