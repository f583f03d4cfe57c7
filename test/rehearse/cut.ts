import { GAPS, type Gap } from './gaps.ts';
import { type Resource, speaksOf, type Template } from './template.ts';

/** Something that is not deployed as it was synthesized. */
export type Cut = Readonly<{
  id: string;
  type: string;
  how: 'cut' | 'changed';
  why: string;
  instead: string;
}>;

const gapOf = (resource: Resource, template: Template): Gap | undefined =>
  GAPS.find(({ type, which }) => type === resource.Type && (which?.(resource, template) ?? true));

function withoutDependencies(resource: Resource, gone: ReadonlySet<string>): Resource {
  const { DependsOn = [], ...others } = resource;
  const left = [DependsOn].flat().filter((id) => !gone.has(id));
  return left.length === 0 ? others : { ...others, DependsOn: left };
}

/** Cuts out of a template what the emulator does not take, and what cannot be without it. */
export function cut(template: Template, issuer: string): { template: Template; cuts: readonly Cut[] } {
  const cuts: Cut[] = [];
  const gone = new Set<string>();
  const kept = new Map<string, Resource>();
  const lacking = new Map<string, Gap>();
  for (const [id, resource] of Object.entries(template.Resources)) {
    kept.set(id, resource);
    const gap = gapOf(resource, template);
    if (gap?.lacks !== undefined) lacking.set(id, gap);
    if (gap === undefined || gap.lacks !== undefined) continue;
    const { type, why, instead } = gap;
    const changed = gap.change?.(resource, { template, issuer });
    cuts.push({ id, type, how: changed ? 'changed' : 'cut', why, instead });
    if (changed === undefined) gone.add(id);
    else kept.set(id, changed);
  }
  const missing = (id: string, attribute: string) =>
    gone.has(id) || (lacking.get(id)?.lacks?.test(attribute) ?? false);
  const reason = (part: unknown) => {
    const gap = [...lacking].find(([id]) => speaksOf(part, (named) => named === id))?.[1];
    return gap ?? { why: 'it speaks of what was cut', instead: 'nothing' };
  };

  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const [id, { Type: type, Properties }] of kept) {
      if (gone.has(id) || !speaksOf(Properties, missing)) continue;
      const { why, instead } = reason(Properties);
      cuts.push({ id, type, how: 'cut', why, instead });
      gone.add(id);
    }
  }
  const outputs = Object.entries(template.Outputs ?? {});
  for (const [id, output] of outputs) {
    const { why, instead } = reason(output);
    if (speaksOf(output, missing)) cuts.push({ id, type: 'an output', how: 'cut', why, instead });
  }
  const left = [...kept].filter(([id]) => !gone.has(id));
  const Resources = Object.fromEntries(left.map(([id, each]) => [id, withoutDependencies(each, gone)]));
  const Outputs = Object.fromEntries(outputs.filter(([, output]) => !speaksOf(output, missing)));
  return { template: { ...template, Resources, Outputs }, cuts };
}
