import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesFor } from './files.ts';
import { type InUse, type Naming, namingOf } from './naming.ts';

/** The two lists a department stands in, and what stands there of it. */
const LISTS = {
  'statemachines/index.ts': { file: 'index.ts', named: ({ variable }: Naming) => `${variable}Folder` },
  'statemachines/departments.ts': { file: 'department.ts', named: ({ variable }: Naming) => variable },
} as const;

/** A list with one more department in it, before triage, which is for what nobody else takes. */
function listing(text: string, naming: Naming, { file, named }: (typeof LISTS)[keyof typeof LISTS]): string {
  const name = named(naming);
  const triage = named({ ...naming, variable: 'triage' });
  const line = `import { ${name} } from './${naming.id}/${file}';\n`;
  if (text.includes(line)) return text;
  const imports = text
    .split('\n')
    .filter((each) => each.startsWith('import {') && each.endsWith(`/${file}';`));
  const after = imports.findLast((each) => each < line) ?? imports[0] ?? '';
  const place = after < line ? text.indexOf(after) + after.length + 1 : text.indexOf(after);
  const imported = text.slice(0, place) + line + text.slice(place);
  return imported.replace(`\n  ${triage},\n`, `\n  ${name},\n  ${triage},\n`);
}

/** What lies in `statemachines/` under a name and is no department that was begun there. */
const foldersOf = (root: string): readonly string[] =>
  readdirSync(join(root, 'statemachines'), { withFileTypes: true })
    .filter((each) => each.isDirectory())
    .map(({ name }) => name)
    .filter((name) => {
      const path = join(root, 'statemachines', name, 'department.ts');
      return !existsSync(path) || !readFileSync(path, 'utf8').includes(`id: '${name}'`);
    });

/**
 * Writes a department that passes every check, and gives the paths that were written. What stands there already is left
 * as it is, and the lists come last: stopped in between and begun again, it writes what is missing. Throws a sentence for a
 * name or prefix that is none, or is taken; then nothing is written.
 */
export function writeDepartment(
  root: string,
  name: string,
  prefix: string | undefined,
  departments: InUse['departments'],
): readonly string[] {
  const naming = namingOf(name, prefix, { departments, folders: foldersOf(root) });
  const lists = Object.entries(LISTS).map(([path, list]): [string, string] => {
    const text = readFileSync(join(root, path), 'utf8');
    const listed = listing(text, naming, list);
    if (!listed.includes(`  ${list.named(naming)},\n`)) throw new Error(`${path} has no place for it`);
    return [path, listed];
  });
  const missing = [...filesFor(naming)].filter(([path]) => !existsSync(join(root, path)));
  for (const [path, text] of [...missing, ...lists]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return [...missing, ...lists].map(([path]) => path);
}
