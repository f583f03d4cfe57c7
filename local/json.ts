/** What JSON can hold. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Whether a value is a JSON object, not a list and not null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The local runtime says no: a sentence for the person who started it, never a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

/** Reads the fields of one JSON object, and says which field of what is wrong when one is. */
export class Fields {
  readonly values: JsonObject;
  readonly where: string;

  constructor(values: Json | undefined, where: string) {
    if (!isObject(values)) throw new Refusal(`${where} should be an object`);
    this.values = values;
    this.where = where;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  text(name: string): string {
    const value = this.values[name];
    if (typeof value !== 'string') throw new Refusal(`${this.where}.${name} should be a text`);
    return value;
  }

  /** CloudFormation takes numbers and booleans as texts too. */
  optional(name: string): string | undefined {
    const value = this.values[name];
    return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
  }

  number(name: string, fallback: number): number {
    const value = this.optional(name);
    if (value === undefined) return fallback;
    if (!Number.isFinite(Number(value))) throw new Refusal(`${this.where}.${name} should be a number`);
    return Number(value);
  }

  flag(name: string): boolean {
    return this.optional(name) === 'true';
  }

  fields(name: string): Fields {
    return new Fields(this.values[name] ?? {}, `${this.where}.${name}`);
  }

  list(name: string): Json[] {
    const value = this.values[name] ?? [];
    if (!Array.isArray(value)) throw new Refusal(`${this.where}.${name} should be a list`);
    return value;
  }

  texts(name: string): string[] {
    return this.list(name).map((value, i) => {
      if (typeof value !== 'string') throw new Refusal(`${this.where}.${name}[${i}] should be a text`);
      return value;
    });
  }

  each(name: string): Fields[] {
    return this.list(name).map((value, i) => new Fields(value, `${this.where}.${name}[${i}]`));
  }
}
