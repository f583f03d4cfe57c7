import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Template = Readonly<{
  Resources?: Readonly<
    Record<
      string,
      { Properties?: { Environment?: { Variables?: Readonly<Record<string, unknown>> } } } | undefined
    >
  >;
}>;

/** Every variable the functions of an assembly are given; what only a deployment knows has its own name for a value. */
export function variablesIn(assembly: string): Readonly<Record<string, string>> {
  const given = readdirSync(assembly)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => JSON.parse(readFileSync(join(assembly, name), 'utf8')) as Template)
    .flatMap(({ Resources = {} }) => Object.values(Resources))
    .flatMap((resource) => Object.entries(resource?.Properties?.Environment?.Variables ?? {}));
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : name.toLowerCase()]),
  );
}
