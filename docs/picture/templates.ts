/** A resource of a template, as far as a drawing looks at it. */
export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
}

/** A synthesized stack: its name and its template. */
export interface Stack {
  readonly name: string;
  readonly template: { readonly Resources: Readonly<Record<string, Resource>> };
}

/** One resource with where it stands: `stack` and `id` find it, `path` says which construct made it. */
export type Placed = Readonly<{
  stack: string;
  id: string;
  type: string;
  path: readonly string[];
  properties: Readonly<Record<string, unknown>>;
}>;

/** Every resource of the stacks, in the order of their construct paths, so that a drawing is the same each time. */
export function resourcesOf(stacks: readonly Stack[]): Placed[] {
  return stacks
    .flatMap(({ name, template }) =>
      Object.entries(template.Resources).map(([id, { Type, Properties = {}, Metadata }]) => {
        const [, ...path] = String(Metadata?.['aws:cdk:path'] ?? id).split('/');
        return { stack: name, id, type: Type, path, properties: Properties };
      }),
    )
    .sort((a, b) => (`${a.stack}/${a.path.join('/')}` < `${b.stack}/${b.path.join('/')}` ? -1 : 1));
}

/** The logical ids a value refers to, in order. */
export function refsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([word, argument]) => {
    if (word === 'Ref') return [String(argument)];
    if (word === 'Fn::GetAtt' && Array.isArray(argument)) return [String(argument[0])];
    return refsIn(argument);
  });
}

/** Every text inside a value, joined: what an address says where it refers to nothing. */
export function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textIn).join('');
  if (typeof value !== 'object' || value === null) return '';
  return Object.entries(value)
    .map(([word, argument]) => (word === 'Ref' ? '' : textIn(argument)))
    .join('');
}

/** A value as a list, which templates write without brackets when it has one entry. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** A property of a property, by its path. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, word) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === word)?.[1];
  }, value);
