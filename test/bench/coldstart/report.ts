import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Row } from '../table.ts';
import type { Start } from './measure.ts';
import type { Subject } from './subjects.ts';

/** How much longer than the empty function with its clients a hot one may take. */
export const MOST = 2.3;

const EMPTY = 'empty';
const CLIENTS = 'empty with AWS clients';

/** The value below which this part of all values lies. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN;
}

/** Ratios of the medians within the run, with the middle half of all starts as their spread. */
export function startRows(
  all: ReadonlyMap<string, readonly Start[]>,
  subjects: readonly Pick<Subject, 'name' | 'hot'>[],
): Row[] {
  const hot = new Set(subjects.filter((each) => each.hot).map(({ name }) => name));
  const wall = (name: string, part = 0.5) =>
    quantile(
      (all.get(name) ?? []).map((one) => one.wall),
      part,
    );
  const times = (name: string, base: string) => (wall(name) / wall(base)).toFixed(2);
  return [...all].map(([name, starts]) => ({
    'cold start': name,
    starts: starts.length,
    'load ms': quantile(
      starts.map(({ load }) => load),
      0.5,
    ),
    'first call ms': quantile(
      starts.map(({ call }) => call),
      0.5,
    ),
    'process ms': wall(name),
    'middle half': `${wall(name, 0.25).toFixed(0)}–${wall(name, 0.75).toFixed(0)}`,
    '× empty': times(name, EMPTY),
    '× with clients': times(name, CLIENTS),
    limit: hot.has(name) ? MOST : '',
  }));
}

/** What each bundle of an assembly weighs, and of how many modules it is made; the heaviest first. */
export function bundleRows(assembly: string): Row[] {
  const folder = join(assembly, 'bundles');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const { bytes, modules } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as {
        bytes: number;
        modules: number;
      };
      return { bundle: name.replace('.json', ''), kB: Math.ceil(bytes / 1000), modules };
    })
    .sort((a, b) => b.kB - a.kB);
}
