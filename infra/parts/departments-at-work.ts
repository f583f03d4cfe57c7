import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { departments as whole } from '#statemachines/departments.ts';

type Department = (typeof whole)[number];

/** What is shorter than this costs less to say again than to give a name (characters). */
const SHORT = 30;

/** Data as source. What is said in several places, such as a country's holidays, is written once: nobody changes it. */
function sourceOf(data: object, name: string): string {
  const times = new Map<string, number>();
  const count = (each: unknown) => {
    if (typeof each === 'function') throw new Error('a department is data, and holds no function');
    if (typeof each !== 'object' || each === null) return;
    const said = JSON.stringify(each);
    times.set(said, (times.get(said) ?? 0) + 1);
    // What lies in something met before is written with it.
    if (times.get(said) === 1) Object.values(each).forEach(count);
  };
  count(data);
  const names = new Map<string, string>();
  const lines: string[] = [];
  const write = (each: unknown): string => {
    const said = String(JSON.stringify(each));
    if (typeof each !== 'object' || each === null) return said;
    const known = names.get(said);
    if (known !== undefined) return known;
    const parts = Array.isArray(each)
      ? `[${each.map(write).join()}]`
      : `{${Object.entries(each)
          .map(([key, part]) => `${JSON.stringify(key)}:${write(part)}`)
          .join()}}`;
    if (said.length < SHORT || times.get(said) === 1) return parts;
    const own = `shared${names.size}`;
    names.set(said, own);
    lines.push(`const ${own}=${parts};`);
    return own;
  };
  const whole = write(data);
  return `${lines.join('\n')}\nexport const ${name}=${whole};\n`;
}

const REFUSES = `const refuse = () => { throw new Error('this function was made without the examples by which messages are routed'); };
for (const { services } of departments)
  for (const service of services) Object.defineProperties(service, { examples: { get: refuse }, words: { get: refuse } });
`;

/**
 * `statemachines/departments.ts` for functions that place no message: the same departments as source, but for the examples
 * and words of their services, which are nearly half of them. Whoever reads these all the same is stopped, never misled.
 */
export function departmentsAtWork(departments: readonly Department[]): string {
  const atWork = departments.map((department) => ({
    ...department,
    services: department.services.map(({ examples: _examples, words: _words, ...service }) => service),
  }));
  return sourceOf(atWork, 'departments') + REFUSES;
}

/** Writes that source where a bundler finds it; answers with its path. Two runs at once write the same. */
export function writeDepartmentsAtWork(departments: readonly Department[], folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'departments-at-work.js');
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, departmentsAtWork(departments));
  renameSync(draft, path);
  return path;
}
