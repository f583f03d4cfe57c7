import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isObject, type Json, type JsonObject, Refusal } from '../json.ts';

/** One resource as its template declares it, intrinsics not yet resolved. */
export interface Declared {
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  readonly condition: string | undefined;
}

/** One synthesized stack: its template and the folder its assets are relative to. */
export interface Stack {
  readonly name: string;
  readonly folder: string;
  readonly resources: ReadonlyMap<string, Declared>;
  readonly parameters: JsonObject;
  readonly conditions: JsonObject;
  readonly mappings: JsonObject;
  readonly outputs: JsonObject;
}

function readJson(file: string): JsonObject {
  if (!existsSync(file)) throw new Refusal(`${file} is missing: is this a synthesized cloud assembly?`);
  const value: Json = JSON.parse(readFileSync(file, 'utf8'));
  if (!isObject(value)) throw new Refusal(`${file} should hold a JSON object`);
  return value;
}

const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

function readStack(name: string, folder: string, templateFile: string): Stack {
  const template = readJson(join(folder, templateFile));
  const resources = new Map<string, Declared>();
  for (const [id, value] of Object.entries(objectOf(template.Resources))) {
    const declared = objectOf(value);
    resources.set(id, {
      type: textOf(declared.Type) ?? 'nothing',
      properties: objectOf(declared.Properties),
      metadata: objectOf(declared.Metadata),
      condition: textOf(declared.Condition),
    });
  }
  return {
    name,
    folder,
    resources,
    parameters: objectOf(template.Parameters),
    conditions: objectOf(template.Conditions),
    mappings: objectOf(template.Mappings),
    outputs: objectOf(template.Outputs),
  };
}

/** Every stack of a cloud assembly, those of nested stages too. */
export function readAssembly(assembly: string): Stack[] {
  const folder = resolve(assembly);
  const artifacts = objectOf(readJson(join(folder, 'manifest.json')).artifacts);
  return Object.entries(artifacts).flatMap(([id, value]) => {
    const artifact = objectOf(value);
    const properties = objectOf(artifact.properties);
    if (artifact.type === 'cdk:cloud-assembly') {
      return readAssembly(join(folder, textOf(properties.directoryName) ?? id));
    }
    if (artifact.type !== 'aws:cloudformation:stack') return [];
    const file = textOf(properties.templateFile) ?? `${id}.template.json`;
    return [readStack(textOf(properties.stackName) ?? id, folder, file)];
  });
}
