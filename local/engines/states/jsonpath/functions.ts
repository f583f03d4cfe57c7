import { createHash, randomUUID } from 'node:crypto';
import { isArray, isObject, type Json } from '../json.ts';
import { seededRandom } from '../jsonata/seeded-random.ts';
import { format } from './format.ts';
import { inHashOrder } from './hash-order.ts';
import { complaintAbout } from './json-complaint.ts';

/** The arguments do not fit the function. */
export class BadArguments extends Error {}

type Run = (args: readonly Json[], random: () => number) => Json;

const bad = (): never => {
  throw new BadArguments();
};
const text = (value: Json | undefined) => (typeof value === 'string' ? value : bad());
const number = (value: Json | undefined) => (typeof value === 'number' ? value : bad());
const list = (value: Json | undefined) => (isArray(value) ? value : bad());
const object = (value: Json | undefined) => (isObject(value) ? value : bad());
const whole = (value: Json | undefined) => Math.trunc(number(value));
const rounded = (value: Json | undefined) => int32(Math.round(number(value)));
const int32 = (value: number) => (value === (value | 0) ? value : bad());

/** Longer texts are refused by the functions that encode or hash. */
const LONGEST_TEXT = 10_000;
const short = (value: string) => (value.length <= LONGEST_TEXT ? value : bad());
/** As the service compares items: by their text, so that a number is found beside its digits. */
const shown = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function arrayRange([from, to, by]: readonly Json[]): Json {
  const [start, end, step] = [whole(from), whole(to), whole(by)];
  if (step === 0 || Math.floor((end - start) / step) + 1 > 1000) bad();
  const numbers: number[] = [];
  for (let at = start; step > 0 ? at <= end : at >= end; at += step) numbers.push(at);
  return numbers;
}

function arrayPartition([array, by]: readonly Json[]): Json {
  const [items, size] = [list(array), whole(by)];
  if (size < 1) bad();
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}

function arrayGetItem([array, at]: readonly Json[]): Json {
  const [items, index] = [list(array), whole(at)];
  if (items.length === 0) return null;
  return items[index] ?? (index >= 0 && index < items.length ? null : bad());
}

function hash([data, algorithm]: readonly Json[]): Json {
  const name = HASHES[text(algorithm)] ?? bad();
  return createHash(name)
    .update(short(shown(data ?? null)), 'utf8')
    .digest('hex');
}

function stringToJson([json]: readonly Json[]): Json {
  const source = text(json);
  if (source.trim() === '') return null;
  try {
    return JSON.parse(source) as Json;
  } catch {
    const { message, column } = complaintAbout(source);
    const where = `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: 1, column: ${column}]`;
    throw new Error(
      `Cannot convert String to Json in States.StringToJson, caused by: ${message}\n at ${where}`,
    );
  }
}

function jsonMerge([a, b, deep]: readonly Json[]): Json {
  if (deep === true) throw new Error('Deep merging is currently not supported');
  return { ...object(a), ...object(b) };
}

function mathRandom([from, to, seed]: readonly Json[], random: () => number): Json {
  const [start, end] = [whole(from), whole(to)];
  if (start >= end) bad();
  const chance = seed === undefined ? random() : seededRandom(number(seed));
  return start + Math.floor(chance * (end - start));
}

function stringSplit([source, delimiters]: readonly Json[]): Json {
  const [whole_, marks] = [text(source), new Set(text(delimiters))];
  const parts: string[] = [''];
  for (const c of whole_) {
    if (marks.has(c)) parts.push('');
    else parts[parts.length - 1] += c;
  }
  return parts.filter((part) => part !== '');
}

/** The intrinsic functions, with how many arguments each takes. */
export const FUNCTIONS: Readonly<Record<string, readonly [least: number, most: number, run: Run]>> = {
  'States.Array': [0, Number.MAX_SAFE_INTEGER, (args) => [...args]],
  'States.ArrayPartition': [2, 2, arrayPartition],
  'States.ArrayContains': [
    2,
    2,
    ([array, item]) => list(array).some((one) => shown(one) === shown(item ?? null)),
  ],
  'States.ArrayRange': [3, 3, arrayRange],
  'States.ArrayGetItem': [2, 2, arrayGetItem],
  'States.ArrayLength': [1, 1, ([array]) => list(array).length],
  'States.ArrayUnique': [1, 1, ([array]) => inHashOrder(list(array))],
  'States.Base64Encode': [1, 1, ([data]) => Buffer.from(short(text(data)), 'utf8').toString('base64')],
  'States.Base64Decode': [1, 1, ([data]) => Buffer.from(short(text(data)), 'base64').toString('utf8')],
  'States.Hash': [2, 2, hash],
  'States.JsonMerge': [3, 3, jsonMerge],
  'States.StringToJson': [1, 1, stringToJson],
  'States.JsonToString': [1, 1, ([value]) => JSON.stringify(value ?? null)],
  'States.MathRandom': [2, 3, mathRandom],
  'States.MathAdd': [2, 2, ([a, b]) => int32(rounded(a) + rounded(b))],
  'States.StringSplit': [2, 2, stringSplit],
  'States.UUID': [0, 0, () => randomUUID()],
  'States.Format': [
    1,
    Number.MAX_SAFE_INTEGER,
    ([template, ...values]) => format(text(template), values) ?? bad(),
  ],
};
