import { isArray, isObject, type Json } from '../json.ts';

/**
 * The different items of a list, in the order a Java HashSet walks them: that is the order in which the service answers
 * `States.ArrayUnique`. Small whole numbers come out sorted, texts by their hash.
 */
export function inHashOrder(items: readonly Json[]): Json[] {
  const different = new Map<string, Json>();
  for (const item of items) {
    const key = keyOf(item);
    if (!different.has(key)) different.set(key, item);
  }
  const unique = [...different.values()];
  let buckets = 16;
  while (unique.length > buckets * 0.75) buckets *= 2;
  const bucketOf = (item: Json) => {
    const hash = hashOf(item);
    return (hash ^ (hash >>> 16)) & (buckets - 1);
  };
  return unique
    .map((item, i) => ({ item, i, bucket: bucketOf(item) }))
    .sort((a, b) => a.bucket - b.bucket || a.i - b.i)
    .map(({ item }) => item);
}

/** A text that is the same for equal items, whatever the order of their fields. */
function keyOf(item: Json): string {
  if (isArray(item)) return `[${item.map(keyOf).join()}]`;
  if (!isObject(item)) return JSON.stringify(item);
  const fields = Object.keys(item).sort();
  return `{${fields.map((field) => `${JSON.stringify(field)}:${keyOf(item[field] ?? null)}`).join()}}`;
}

function hashOf(item: Json): number {
  if (item === null) return 0;
  if (typeof item === 'boolean') return item ? 1231 : 1237;
  if (typeof item === 'string') return textHash(item);
  if (typeof item === 'number') return numberHash(item);
  if (isArray(item)) return item.reduce((hash: number, part) => (Math.imul(31, hash) + hashOf(part)) | 0, 1);
  if (!isObject(item)) return 0;
  return Object.entries(item).reduce(
    (sum, [field, part]) => (sum + (textHash(field) ^ hashOf(part ?? null))) | 0,
    0,
  );
}

function textHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

function numberHash(value: number): number {
  if (value === (value | 0)) return value;
  const bits = new DataView(new ArrayBuffer(8));
  if (Number.isInteger(value)) bits.setBigInt64(0, BigInt(value));
  else bits.setFloat64(0, value);
  return bits.getInt32(0) ^ bits.getInt32(4);
}
