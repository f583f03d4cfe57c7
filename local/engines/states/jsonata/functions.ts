import { createHash, randomUUID } from 'node:crypto';
import type { Expression } from 'jsonata';
import { isArray, type Json } from '../json.ts';
import { seededRandom } from './seeded-random.ts';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Gives an expression the functions Step Functions adds to JSONata. Undefined in, undefined out. */
export function addServiceFunctions(expression: Expression, random: () => number): void {
  expression.registerFunction('partition', partition, '<xn?:a>');
  expression.registerFunction('range', range, '<nnn?:a>');
  expression.registerFunction('hash', hash, '<ss?:s>');
  expression.registerFunction(
    'random',
    (seed?: number) => (seed === undefined ? random() : seededRandom(seed)),
    '<n?:n>',
  );
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction(
    'parse',
    (text?: string) => (text === undefined ? undefined : parse(text)),
    '<s?:x>',
  );
}

function partition(items: Json | undefined, size: number | undefined): Json[][] | undefined {
  if (items === undefined) return undefined;
  // JSONata itself would take one value for an array of it; the service does not.
  if (!isArray(items)) throw coded('T0412', 'must be an array', 1);
  if (size !== undefined && size < 0) throw coded('D3137', 'Second argument must be zero or greater');
  const whole = size === undefined ? items.length : Math.trunc(size);
  if (items.length === 0 || whole < 1) return undefined;
  const chunks: Json[][] = [];
  for (let at = 0; at < items.length; at += whole) chunks.push(items.slice(at, at + whole));
  return chunks;
}

function range(from?: number, to?: number, by?: number): number | number[] | undefined {
  if (from === undefined || to === undefined || by === undefined) return undefined;
  const [start, end, step] = [Math.trunc(from), Math.trunc(to), Math.trunc(by)];
  if (step === 0 || (end - start) / step < 0) return undefined;
  if (Math.floor((end - start) / step) + 1 > LONGEST_RANGE)
    throw new Error('Expression evaluation memory limit exceeded');
  const numbers: number[] = [];
  for (let at = start; step > 0 ? at <= end : at >= end; at += step) numbers.push(at);
  return numbers.length === 1 ? numbers[0] : numbers;
}

/** The service refuses one element more. */
const LONGEST_RANGE = 360_145;

function hash(text?: string, algorithm?: string): string | undefined {
  if (text === undefined || algorithm === undefined) return undefined;
  const name = HASHES[algorithm];
  if (name === undefined)
    throw coded(
      'D3137',
      `Hash algorithm '${algorithm}' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5`,
    );
  return createHash(name).update(text, 'utf8').digest('hex');
}

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw coded('D3137', 'Invalid JSON');
  }
}

/** An error as the expression language itself gives it. */
const coded = (code: string, message: string, index?: number) =>
  Object.assign(new Error(message), { code, index });
