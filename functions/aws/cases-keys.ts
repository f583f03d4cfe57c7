import { createHash } from 'node:crypto';

/** How many partitions a department's queue is spread over (1,000 writes/s each). */
export const SHARDS = 4;

/** And the wake index: at the end of an office day 2,000 looks a second would use four of them up (bench:timers). */
export const WAKE_SHARDS = 16;

const shardOf = (id: string, shards: number) => (createHash('sha256').update(id).digest()[0] ?? 0) % shards;

const row = (pk: string, sk: string) => ({ pk, sk });

/** Every key of the table is made here and nowhere else; docs/access-patterns.md lists them. */
export const key = {
  case: (id: string) => row(`CASE#${id}`, 'CASE'),
  commit: (id: string, version: number) => row(`CASE#${id}`, `EVENT#${String(version).padStart(6, '0')}`),
  reference: (reference: string) => row(`REFERENCE#${reference}`, 'REFERENCE'),
  task: (ref: string) => row(`TASK#${ref}`, 'TASK'),
  ledger: (dedupe: string) => row(`MESSAGE#${dedupe}`, 'LEDGER'),
  delivery: (id: string) => row(`DELIVERY#${id}`, 'DELIVERY'),
  endpoint: (department: string) => row(`ENDPOINT#${department}`, 'ENDPOINT'),
  endpointKey: (department: string, key: string) => row(`ENDPOINT#${department}`, `KEY#${key}`),
  reports: (department: string, minute: string) => row(`ENDPOINT#${department}`, `REPORTS#${minute}`),
  automatic: (address: string) => row(`AUTOMATIC#${address}`, 'AUTOMATIC'),
  suppression: (address: string) => row(`SUPPRESSED#${address}`, 'SUPPRESSED'),
  file: (key: string) => row(`FILE#${key}`, 'FILE'),
  person: (address: string) => row(`PERSON#${address}`, 'PERSON'),
  delegation: (address: string) => row(`PERSON#${address}`, 'DELEGATION'),
  chat: (key: string) => row(`CHAT#${key}`, 'CHAT'),
  queue: (department: string, id: string) => `${department}#${shardOf(id, SHARDS)}`,
  queueShards: (department: string) => Array.from({ length: SHARDS }, (_, shard) => `${department}#${shard}`),
  wake: (id: string) => `WAKE#${shardOf(id, WAKE_SHARDS)}`,
  wakeShards: () => Array.from({ length: WAKE_SHARDS }, (_, shard) => `WAKE#${shard}`),
  requester: (address: string) => address,
  day: (at: string) => at.slice(0, 10),
};
