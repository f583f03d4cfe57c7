import type { Waker } from '#desk/sla/sweep.ts';

const MINUTE = 60_000;

/** As many entries as a page of a query holds: a megabyte of keys. */
const PAGE = 8000;

/** The wake index in memory: the entries of each shard by the minute in which they fall due. */
export function wakeIndex(shards: number, idOf: (at: number) => string) {
  const parts = Array.from({ length: shards }, () => new Map<number, Map<number, number>>());
  const oldest = new Array<number>(shards).fill(Number.POSITIVE_INFINITY);

  return {
    remove(shard: number, entry: number, wakeAt: number): void {
      const minute = Math.floor(wakeAt / MINUTE);
      const bucket = parts[shard]?.get(minute);
      bucket?.delete(entry);
      if (bucket?.size === 0) parts[shard]?.delete(minute);
    },
    put(shard: number, entry: number, wakeAt: number): void {
      const minute = Math.floor(wakeAt / MINUTE);
      const part = parts[shard] ?? new Map<number, Map<number, number>>();
      const bucket = part.get(minute) ?? new Map<number, number>();
      bucket.set(entry, wakeAt);
      part.set(minute, bucket);
      oldest[shard] = Math.min(oldest[shard] ?? minute, minute);
    },
    async *due(shard: number, from: string | undefined, until: string): AsyncGenerator<readonly Waker[]> {
      const part = parts[shard] ?? new Map<number, Map<number, number>>();
      const end = Date.parse(until);
      const begin = from === undefined ? 0 : Date.parse(from);
      let first = oldest[shard] ?? 0;
      while (first * MINUTE < end && !part.has(first)) first++;
      oldest[shard] = first;
      let page: Waker[] = [];
      for (let minute = Math.max(first, Math.floor(begin / MINUTE)); minute * MINUTE < end; minute++) {
        const found = [...(part.get(minute) ?? [])].filter(([, at]) => at >= begin && at < end);
        for (const [entry, at] of found.sort(([, a], [, b]) => a - b)) {
          page.push({ kind: 'case', id: idOf(entry), wakeAt: new Date(at).toISOString() });
          if (page.length < PAGE) continue;
          yield page;
          page = [];
        }
      }
      if (page.length > 0) yield page;
    },
  };
}
