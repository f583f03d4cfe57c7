import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { codeOwners } from '#docs/code-owners.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';

const ROOT = join(import.meta.dirname, '../..');
const written = readFileSync(join(ROOT, '.github/CODEOWNERS'), 'utf8');

/** Whose review a change of a path needs: of the lines that fit, the last one counts. */
function ownerOf(path: string): string | undefined {
  const fits = (pattern: string) =>
    pattern === '*' ||
    (pattern.endsWith('/') || pattern.endsWith('*')
      ? `/${path}`.startsWith(pattern.replace(/\*$/, ''))
      : `/${path}` === pattern);
  return written
    .split('\n')
    .map((line) => line.split(' '))
    .findLast(([pattern = '']) => pattern !== '' && !pattern.startsWith('#') && fits(pattern))?.[1];
}

describe('who has to agree to a change (row 68)', () => {
  test('is written as the departments are now (else: npm run map)', () => {
    expect(written).toBe(codeOwners(DEPARTMENTS));
  });

  test.each(DEPARTMENTS.map(({ id }) => id))('%s owns its folder, its stories and its pages', (id) => {
    expect(existsSync(join(ROOT, 'statemachines', id))).toBe(true);
    for (const path of [
      `statemachines/${id}/department.ts`,
      `test/statemachines/${id}.test.ts`,
      `docs/processes/${id}-process.md`,
    ])
      expect(ownerOf(path)).toBe(`@switchboard/${id}`);
  });

  test('the engine, the lists of departments and the pipes are the platform team’s', () => {
    for (const path of [
      'statemachines/index.ts',
      'statemachines/words/ask.ts',
      'desk/case/case.ts',
      'infra/app.ts',
    ])
      expect(ownerOf(path)).toBe('@switchboard/platform');
  });

  test('no department owns what is another’s because their names begin alike', () => {
    const lines = codeOwners([{ id: 'it-security' }, { id: 'it' }]).split('\n');
    expect(lines.findIndex((line) => line.startsWith('/docs/processes/it-*'))).toBeLessThan(
      lines.findIndex((line) => line.startsWith('/docs/processes/it-security-*')),
    );
  });
});
