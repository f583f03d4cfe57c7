import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { codeOwners } from './code-owners.ts';
import { filesOf } from './drawing/files.ts';

/** `npm run map`: draws every process to `docs/processes/`, from the definitions that are deployed, and says who owns them. */
const folder = join(import.meta.dirname, 'processes');
const files = filesOf(DEPARTMENTS);

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder))
  if (/\.(md|svg)$/.test(name) && !files.has(name)) rmSync(join(folder, name));
for (const [name, file] of files) writeFileSync(join(folder, name), file);
const owners = join(import.meta.dirname, '../.github');
mkdirSync(owners, { recursive: true });
writeFileSync(join(owners, 'CODEOWNERS'), codeOwners(DEPARTMENTS));
console.log(`drew ${files.size} files to docs/processes`);
