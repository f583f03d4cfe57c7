import type { Case } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { caseFrom, headOf, type KeptHead } from '#desk/case/head.ts';
import { DeskError } from '#desk/errors.ts';
import type { Commit, Ports } from '#desk/ports.ts';
import { key } from '#functions/aws/cases-keys.ts';
import type { wakeIndex } from './index.ts';

/** One kilobyte is one unit, and a transaction costs twice. */
const units = (bytes: number, times: number) => Math.ceil(bytes / 1024) * times;

type Opening = CaseEvent & { type: 'CaseOpened' };

/** What a store is made of: how cases are numbered, their openings, the index that follows them. */
export type Making = Readonly<{
  count: number;
  shards: number;
  entryOf: (id: string) => number;
  openingOf: (entry: number) => Opening;
  index: ReturnType<typeof wakeIndex>;
  now: () => number;
  wrote: (before: Case | undefined, after: Case, commit: Commit) => void;
}>;

/** The port of cases in memory: a case is kept as the table keeps it, its head as one text, and every write is counted. */
export function storeOf({ count, shards, entryOf, openingOf, index, now, wrote }: Making) {
  const heads = new Array<string | undefined>(count);
  const versions = new Uint32Array(count);
  const wakes = new Float64Array(count).fill(Number.NaN);
  const shard = new Uint8Array(count);
  const counted = { writes: 0, units: 0, reads: 0, lost: 0, indexUnits: new Array<number>(shards).fill(0) };
  const second = { at: 0, units: new Array<number>(shards).fill(0), peak: 0 };

  function moved(entry: number, wakeAt: string | undefined): void {
    const before = wakes[entry] ?? Number.NaN;
    const after = wakeAt === undefined ? Number.NaN : Date.parse(wakeAt);
    if (Object.is(before, after)) return;
    const at = shard[entry] ?? 0;
    const cost = (Number.isNaN(before) ? 0 : 1) + (Number.isNaN(after) ? 0 : 1);
    if (!Number.isNaN(before)) index.remove(at, entry, before);
    if (!Number.isNaN(after)) index.put(at, entry, after);
    wakes[entry] = after;
    counted.units += cost;
    counted.indexUnits[at] = (counted.indexUnits[at] ?? 0) + cost;
    const current = Math.floor(now() / 1000);
    if (second.at !== current)
      Object.assign(second, { at: current, units: new Array<number>(shards).fill(0) });
    second.units[at] = (second.units[at] ?? 0) + cost;
    second.peak = Math.max(second.peak, second.units[at] ?? 0);
  }

  const cases = {
    find: async (id: string): Promise<Case | undefined> => {
      const entry = entryOf(id);
      const head = heads[entry];
      counted.reads++;
      if (head === undefined) return undefined;
      const wakeAt = wakes[entry] ?? Number.NaN;
      return {
        ...caseFrom(openingOf(entry), JSON.parse(head) as KeptHead),
        version: versions[entry] ?? 0,
        ...(!Number.isNaN(wakeAt) && { wakeAt: new Date(wakeAt).toISOString() }),
      };
    },
    append: async (before: Case | undefined, after: Case, commit: Commit): Promise<void> => {
      const entry = entryOf(after.id);
      if (versions[entry] !== (before?.version ?? 0)) {
        counted.lost++;
        throw new DeskError('stale-version', after.id);
      }
      const { wakeAt, dueAt: _due, version, ...kept } = headOf(after);
      const head = JSON.stringify(kept);
      if (before === undefined) {
        const name = key.wake(after.id);
        shard[entry] = Number(name.slice(name.indexOf('#') + 1));
      }
      heads[entry] = head;
      versions[entry] = Number(version);
      counted.writes++;
      counted.units += units(head.length, 2) + units(JSON.stringify(commit.events).length, 2);
      moved(entry, wakeAt);
      wrote(before, after, commit);
    },
    reschedule: async ({ id, version, wakeAt: seen }: Case, wakeAt: string | undefined): Promise<void> => {
      const entry = entryOf(id);
      const kept = wakes[entry] ?? Number.NaN;
      const same = seen === undefined ? Number.isNaN(kept) : Date.parse(seen) === kept;
      if (versions[entry] !== version || !same) throw new DeskError('stale-version', id);
      counted.writes++;
      counted.units += units((heads[entry] ?? '').length, 1);
      moved(entry, wakeAt);
    },
  };
  /** What opening a population costs is not what keeping its time costs. */
  const countAfresh = () => {
    Object.assign(counted, {
      writes: 0,
      units: 0,
      reads: 0,
      lost: 0,
      indexUnits: new Array<number>(shards).fill(0),
    });
    second.peak = 0;
    second.units.fill(0);
  };
  return { counted, countAfresh, peak: () => second.peak, cases: cases as unknown as Ports['cases'] };
}
