import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf } from '#statemachines/drawings/pages.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';

/** `npm run map`: draws every process to `docs/processes/`, from the definitions that are deployed. */
const folder = join(import.meta.dirname, 'processes');
const pages = pagesOf(DEPARTMENTS);

mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder))
  if (name.endsWith('.md') && !pages.has(name)) rmSync(join(folder, name));
for (const [name, page] of pages) writeFileSync(join(folder, name), page);
console.log(`drew ${pages.size} pages to docs/processes`);
