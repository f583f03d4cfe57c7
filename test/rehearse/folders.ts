import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The project's root. */
export const ROOT = join(import.meta.dirname, '../..');

/** Where all of a rehearsal lies. */
export const CACHE = join(ROOT, '.cache/rehearse');

/** What a rehearsal that was killed has left is deleted by a later one. */
const FORGOTTEN = 3_600_000;

/** A folder of one run alone, so that two rehearsals do not meet. */
export function runFolder(): string {
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE).filter((each) => /^(run|making)-/.test(each))) {
    const left = join(CACHE, name);
    const age = Date.now() - (statSync(left, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > FORGOTTEN) rmSync(left, { recursive: true, force: true });
  }
  return mkdtempSync(join(CACHE, 'run-'));
}
