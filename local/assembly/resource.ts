import { join } from 'node:path';
import { Fields, isObject, type Json, Refusal } from '../json.ts';
import type { Declared, Stack } from './read-assembly.ts';
import type { Resolver } from './resolve.ts';

/** One declared resource with its properties resolved, ready to be read. */
export class Resource extends Fields {
  readonly stack: Stack;
  readonly id: string;
  readonly declared: Declared;
  readonly resolver: Resolver;

  constructor(stack: Stack, id: string, declared: Declared, resolver: Resolver) {
    super(resolver.value(stack, declared.properties), `${id} (${declared.type}, stack ${stack.name})`);
    this.stack = stack;
    this.id = id;
    this.declared = declared;
    this.resolver = resolver;
  }

  /** The physical name. */
  get name(): string {
    return this.resolver.name(this.stack, this.id);
  }

  /** What `Fn::GetAtt` answers for this resource. */
  attribute(name: string): string {
    return String(this.resolver.value(this.stack, { 'Fn::GetAtt': [this.id, name] }));
  }

  /** What `Ref` answers for this resource. */
  get ref(): string {
    return String(this.resolver.value(this.stack, { Ref: this.id }));
  }

  /** The folder of the asset, by the metadata the CDK writes or by the hash its key in the asset bucket carries. */
  assetFolder(): string | undefined {
    const path = this.declared.metadata['aws:asset:path'];
    if (typeof path === 'string') return join(this.stack.folder, path);
    const key = this.fields('Code').optional('S3Key');
    const hash = key === undefined ? undefined : /([0-9a-f]{64})\.zip$/.exec(key)?.[1];
    return hash === undefined ? undefined : join(this.stack.folder, `asset.${hash}`);
  }

  /** The last part of an ARN or URL: the name of the resource it points to. */
  target(name: string): string {
    return targetName(this.text(name), `${this.where}.${name}`);
  }
}

/** The name of the resource an ARN or URL points to. A function's qualifier (version, alias) is left out. */
export function targetName(arn: string, where: string): string {
  const name =
    /:function:([^:/]+)/.exec(arn)?.[1] ?? /:table\/([^/]+)/.exec(arn)?.[1] ?? /([^:/]+)$/.exec(arn)?.[1];
  if (name === undefined) throw new Refusal(`${where} should be an ARN, but is "${arn}"`);
  return name;
}

/** A JSON document that a property holds as text or as an object. */
export function documentOf(value: Json | undefined, where: string): Json {
  if (typeof value !== 'string') return value ?? null;
  try {
    return JSON.parse(value) as Json;
  } catch (error) {
    throw new Refusal(`${where} should be JSON`, { cause: error });
  }
}

/** The event patterns of a feed's `FilterCriteria`. */
export function filtersOf(resource: Resource) {
  return resource
    .fields('FilterCriteria')
    .each('Filters')
    .map((filter) => {
      const pattern = documentOf(filter.values.Pattern, `${filter.where}.Pattern`);
      if (!isObject(pattern)) throw new Refusal(`${filter.where}.Pattern should be an object`);
      return pattern;
    });
}
