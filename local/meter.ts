import { json } from './doors/answer.ts';
import { type Listening, listen } from './doors/http.ts';
import { ask } from './engines/aws-json.ts';
import { type Tally, tally } from './engines/tally.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** What an action cost: requests, bytes and, for DynamoDB, request units as AWS would bill them. */
export interface Metered extends Tally {
  /** Units of tables, written. */
  writeUnits: number;
  /** Units of their indexes, written. */
  indexWriteUnits: number;
  readUnits: number;
}

/** A counting proxy in front of an engine. */
export interface Meter {
  readonly origin: string;
  counts(): Record<string, Metered>;
  close(): Promise<void>;
}

const LARGEST = 64 * 1024 * 1024;
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);
const READS = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems']);

const units = (value: Json | undefined) => (isObject(value) ? Number(value.CapacityUnits ?? 0) : 0);

/**
 * The units a request used, from what the engine itself reports per table and index. DynamoDB Local reports a
 * transactional write four times over instead of twice, so half of it counts; index entries written by a transaction stay
 * doubled like their items, which is the dearer reading of what AWS documents. A refused write is reported by nobody, but
 * billed: one unit for each item, two in a transaction.
 */
function unitsOf(action: string, input: JsonObject, answer: JsonObject, failed: boolean) {
  const none = { writeUnits: 0, indexWriteUnits: 0, readUnits: 0 };
  if (failed) {
    const items = Array.isArray(input.TransactItems) ? input.TransactItems.length * 2 : 1;
    return WRITES.has(action) ? { ...none, writeUnits: items } : none;
  }
  const consumed = Array.isArray(answer.ConsumedCapacity)
    ? answer.ConsumedCapacity
    : [answer.ConsumedCapacity ?? {}];
  const share = action === 'TransactWriteItems' ? 0.5 : 1;
  let table = 0;
  let indexes = 0;
  for (const one of consumed.filter(isObject)) {
    const all = isObject(one.GlobalSecondaryIndexes) ? Object.values(one.GlobalSecondaryIndexes) : [];
    table += units(one.Table) * share;
    indexes += all.reduce<number>((sum, index) => sum + units(index) * share, 0);
  }
  if (WRITES.has(action)) return { ...none, writeUnits: table, indexWriteUnits: indexes };
  return READS.has(action) ? { ...none, readUnits: table + indexes } : none;
}

const parsed = (body: Buffer): JsonObject => {
  const value: Json = body.length === 0 ? {} : (JSON.parse(body.toString()) as Json);
  return isObject(value) ? value : {};
};

/** Puts a counting proxy in front of an engine that speaks a JSON protocol; `capacity` asks DynamoDB what each request used. */
export async function startMeter(target: string, capacity: boolean): Promise<Meter> {
  const tallies = new Map<string, Tally>();
  const used = new Map<string, Omit<Metered, keyof Tally>>();
  const door: Listening = await listen(0, LARGEST, async ({ headers, body }) => {
    const wanted = String(headers['x-amz-target'] ?? '');
    const action = wanted.slice(wanted.indexOf('.') + 1);
    const input = parsed(body);
    const asked = capacity && (WRITES.has(action) || READS.has(action));
    const sent = asked ? JSON.stringify({ ...input, ReturnConsumedCapacity: 'INDEXES' }) : body;
    const given = await ask(
      'POST',
      target,
      {
        'content-type': String(headers['content-type'] ?? 'application/x-amz-json-1.0'),
        'x-amz-target': wanted,
        authorization: String(headers.authorization ?? ''),
      },
      sent,
    );
    const answer = parsed(given.body);
    if (asked) {
      const before = used.get(action) ?? { writeUnits: 0, indexWriteUnits: 0, readUnits: 0 };
      const more = unitsOf(action, input, answer, given.status !== 200);
      used.set(action, {
        writeUnits: before.writeUnits + more.writeUnits,
        indexWriteUnits: before.indexWriteUnits + more.indexWriteUnits,
        readUnits: before.readUnits + more.readUnits,
      });
      if (input.ReturnConsumedCapacity === undefined) delete answer.ConsumedCapacity;
    }
    const reply = json(given.status, answer);
    tally(tallies, action, body.length, Buffer.byteLength(reply.body));
    return { ...reply, headers: { 'content-type': 'application/x-amz-json-1.0' } };
  });
  const nothing = { writeUnits: 0, indexWriteUnits: 0, readUnits: 0 };
  return {
    origin: door.origin,
    counts: () =>
      Object.fromEntries(
        [...tallies].map(([name, one]) => [name, { ...one, ...(used.get(name) ?? nothing) }]),
      ),
    close: door.close,
  };
}
