import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';

/** The project's root. */
export const ROOT = join(import.meta.dirname, '../..');

/** Where all of a rehearsal lies. */
export const CACHE = join(ROOT, '.cache/rehearse');

/** A folder of one run alone, so that two rehearsals do not meet. */
export function runFolder(): string {
  mkdirSync(CACHE, { recursive: true });
  return mkdtempSync(join(CACHE, 'run-'));
}
