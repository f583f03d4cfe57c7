import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cut, cut } from './cut.ts';
import type { Template } from './template.ts';

/** A synthesized desk: its templates as they were made, and what of them was cut for the emulator. */
export type Assembly = Readonly<{
  folder: string;
  /** The templates before anything was cut, by stack. */
  templates: ReadonlyMap<string, Template>;
  cuts: readonly Cut[];
}>;

const ENDING = '.template.json';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Cuts the templates of a scratch assembly in place. A template is an asset named by its hash, so the name changes too. */
export function cutAssembly(folder: string, issuer: string): Assembly {
  const templates = new Map<string, Template>();
  const cuts: Cut[] = [];
  for (const file of readdirSync(folder).filter((name) => name.endsWith(ENDING))) {
    const stack = file.slice(0, -ENDING.length);
    const text = readFileSync(join(folder, file), 'utf8');
    const template = JSON.parse(text) as Template;
    templates.set(stack, template);
    const result = cut(template, issuer);
    cuts.push(...result.cuts);
    const left = JSON.stringify(result.template, null, 1);
    writeFileSync(join(folder, file), left);
    for (const index of [`${stack}.assets.json`, 'manifest.json']) {
      const path = join(folder, index);
      const said = readFileSync(path, 'utf8');
      if (!said.includes(hashOf(text))) throw new Error(`${index} does not name the template of ${stack}`);
      writeFileSync(path, said.replaceAll(hashOf(text), hashOf(left)));
    }
  }
  return { folder, templates, cuts };
}

/** What was cut, one line for each type: how many, why, and what is done instead. */
export function cutsByType(cuts: readonly Cut[]): readonly Readonly<{ what: string; why: string }>[] {
  const groups = Map.groupBy(cuts, ({ type, how, why }) => `${type} ${how} ${why}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const what = `${group.length} × ${first.type} ${first.how}`;
    return [{ what, why: `${first.why}; instead: ${first.instead}` }];
  });
}
