import { DeskError } from '../../errors.ts';

/** A JSON object as it came from outside. */
export type Fields = Readonly<Record<string, unknown>>;

/** What cannot be read: the field that is wrong, by its JSON pointer, never its value. */
export function refuse(pointer: string, message: string): never {
  throw new DeskError('invalid', `${pointer === '' ? 'the body' : pointer} ${message}`, {
    faults: [{ pointer, message }],
  });
}

/** An object inside what came, or the whole of it. */
export function object(value: unknown, pointer: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    refuse(pointer, 'should be an object');
  return value as Fields;
}

/** The JSON object in these words; refuses `invalid` without saying them back. */
export function parsed(text: string, pointer: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuse(pointer, 'should be JSON');
  }
  return object(value, pointer);
}

/** A name of the program's own: short, of letters that can break no key. */
export function name(of: Fields, field: string, pointer: string): string {
  const value = of[field];
  if (typeof value !== 'string' || !/^[\w.:@;=+-]{1,200}$/.test(value))
    refuse(`${pointer}/${field}`, 'should be a name of 1 to 200 letters, digits and marks');
  return value;
}

/** A text that may be missing; refuses what is no text. */
export function text(of: Fields, field: string, pointer: string): string {
  const value = of[field] ?? '';
  if (typeof value !== 'string') refuse(`${pointer}/${field}`, 'should be a text');
  return value;
}
