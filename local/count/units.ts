import { isObject, type Json, type JsonObject } from '../json.ts';

const utf8 = (text: string) => Buffer.byteLength(text);

/** A value in DynamoDB's own notation, as DynamoDB measures it. */
function valueSize(value: Json | undefined): number {
  if (!isObject(value)) return 0;
  const [[type, content] = ['', null]] = Object.entries(value);
  const each = Array.isArray(content) ? content : [];
  switch (type) {
    case 'S':
      return utf8(String(content));
    case 'N':
      return Math.ceil(String(content).replace(/[-.]/g, '').length / 2) + 1;
    case 'B':
      return Buffer.from(String(content), 'base64').length;
    case 'SS':
      return each.reduce<number>((sum, one) => sum + utf8(String(one)), 0);
    case 'NS':
      return each.reduce<number>((sum, one) => sum + valueSize({ N: one }), 0);
    case 'L':
      return each.reduce<number>((sum, one) => sum + 1 + valueSize(one), 3);
    case 'M':
      return isObject(content)
        ? Object.entries(content).reduce((sum, [name, one]) => sum + 1 + utf8(name) + valueSize(one), 3)
        : 3;
    default:
      return 1;
  }
}

/** The size of an item: the names and the values of its attributes. */
export const itemSize = (item: JsonObject): number =>
  Object.entries(item).reduce((sum, [name, value]) => sum + utf8(name) + valueSize(value), 0);

const kilobytes = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024));

/** What a write costs the table: each KB of the larger of the two items, twice in a transaction. */
export const tableUnits = (
  before: JsonObject | undefined,
  after: JsonObject | undefined,
  transactional: boolean,
): number => kilobytes(Math.max(itemSize(before ?? {}), itemSize(after ?? {}))) * (transactional ? 2 : 1);

/** What a read costs: each 4 KB, half of that where it may be a little old. */
export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** An index: the attributes that make its key, and those it carries; undefined for all. */
export interface IndexShape {
  readonly name: string;
  readonly key: readonly string[];
  readonly carries: readonly string[] | undefined;
}

function entry({ key, carries }: IndexShape, item: JsonObject | undefined): JsonObject | undefined {
  if (item === undefined || key.some((name) => item[name] === undefined)) return undefined;
  if (carries === undefined) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => carries.includes(name)));
}

const picked = (item: JsonObject, names: readonly string[]) =>
  JSON.stringify(names.map((name) => item[name] ?? null));

/** What a write costs an index: an insert, a removal or a changed attribute one write, another key two. */
export function indexUnits(
  index: IndexShape,
  before: JsonObject | undefined,
  after: JsonObject | undefined,
): number {
  const old = entry(index, before);
  const fresh = entry(index, after);
  if (old === undefined && fresh === undefined) return 0;
  if (old === undefined || fresh === undefined) return kilobytes(itemSize(old ?? fresh ?? {}));
  if (picked(old, index.key) !== picked(fresh, index.key))
    return kilobytes(itemSize(old)) + kilobytes(itemSize(fresh));
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  return picked(old, names) === picked(fresh, names)
    ? 0
    : kilobytes(Math.max(itemSize(old), itemSize(fresh)));
}
