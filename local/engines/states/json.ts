/** Any value a definition, an input or an output can hold. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of JSON values; absent fields read as undefined. */
export interface JsonObject {
  readonly [field: string]: Json | undefined;
}

/** Whether a value is a JSON object rather than an array, a scalar or nothing. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a JSON array. `Array.isArray` alone forgets that arrays may be readonly. */
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The largest input, output or variable the service passes between states, in bytes of UTF-8. */
export const LARGEST_DATA = 256 * 1024;

/** Whether a value is larger than the service passes between states. */
export function isTooLarge(value: Json): boolean {
  const text = JSON.stringify(value);
  // A text of a quarter of the limit cannot exceed it in UTF-8, so most values are never encoded.
  return text.length * 4 > LARGEST_DATA && Buffer.byteLength(text) > LARGEST_DATA;
}
