import { asTable, type Row } from '#test/bench/table.ts';
import type { Rehearsal } from './rehearse.ts';
import type { Tally } from './tally.ts';

/** The value that so large a share of all does not exceed; nothing of nothing is nothing. */
const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
};

const spread = (values: readonly number[]): string =>
  [0.5, 0.9, 1].map((share) => String(Math.round(quantile(values, share) * 10) / 10)).join(' / ');

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${Math.round((100 * part) / whole)} %`;

/** The arrows of a process that no case took. */
export const untaken = ({ graph, taken }: Tally): readonly string[] => [
  ...new Set(
    graph.edges
      .filter(({ why }) => why !== 'around')
      .map(({ from, to }) => `${from} → ${to}`)
      .filter((way) => !taken.has(way)),
  ),
];

const arrowsOf = ({ graph }: Tally): number =>
  new Set(graph.edges.filter(({ why }) => why !== 'around').map(({ from, to }) => `${from} → ${to}`)).size;

const unentered = ({ graph, entered }: Tally) =>
  [...graph.states.keys()].filter((name) => !entered.has(name));

const waysRow = (tally: Tally): Row => {
  const { called, cases, stuck, rung, graph, entered, transitions, tasks, untouched, resolved } = tally;
  const arrows = arrowsOf(tally);
  return {
    process: called,
    cases,
    ended: cases - stuck.length,
    'begun anew': rung,
    states: `${entered.size}/${graph.states.size}`,
    arrows: `${arrows - untaken(tally).length}/${arrows}`,
    'transitions p50 / p90 / max': spread(transitions),
    answered: tasks.get('answered') ?? 0,
    silent: tasks.get('expired') ?? 0,
    unreachable: tasks.get('undeliverable') ?? 0,
    untouched: percent(untouched, resolved),
  };
};

const timesRow = ({ called, hours, openHours, outcomes }: Tally): Row => ({
  process: called,
  'hours p50 / p90 / max': spread(hours),
  'opening hours p50 / p90 / max': spread(openHours),
  'ended as': [...outcomes]
    .sort(([, a], [, b]) => b - a)
    .map(([outcome, times]) => `${outcome} ${times}`)
    .join(', '),
});

const BESIDES = ['opened again', 'thanked', 'by a delegate', 'went on anew'] as const;

const besidesRows = ({ called, besides }: Tally): readonly Row[] =>
  besides.size === 0
    ? []
    : [{ process: called, ...Object.fromEntries(BESIDES.map((what) => [what, besides.get(what) ?? 0])) }];

/** What happened besides, where anything did. */
function besidesTable(all: readonly Tally[]): readonly string[] {
  const rows = all.flatMap(besidesRows);
  return rows.length === 0 ? [] : [asTable('Besides', rows)];
}

const promiseRows = ({ called, promises }: Tally): readonly Row[] =>
  [...promises].map(([promise, { kept, broken }]) => ({
    process: called,
    promise,
    kept,
    broken,
    share: percent(kept, kept + broken),
  }));

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`${title}\n${lines.map((line) => `  ${line}`).join('\n')}\n`];

/** What a rehearsal came to, as tables and sentences. */
export function reportOf({ tallies, faults }: Rehearsal): string {
  const all = [...tallies.values()].sort((a, b) => (a.called < b.called ? -1 : 1));
  return [
    asTable('Ways', all.map(waysRow)),
    asTable('Times', all.map(timesRow)),
    ...besidesTable(all),
    asTable('Promises', all.flatMap(promiseRows)),
    ...list(
      'Never entered',
      all.flatMap((tally) => unentered(tally).map((state) => `${tally.called}: ${state}`)),
    ),
    ...list(
      'Went wrong',
      [...faults].map(([sentence, times]) => `${times} × ${sentence}`),
    ),
    ...list(
      'Did not end',
      all.flatMap(({ called, stuck }) => stuck.slice(0, 20).map((why) => `${called}: ${why}`)),
    ),
  ].join('\n');
}

/** Whether every case ended and nothing went wrong on the way. */
export const isSound = ({ tallies, faults }: Rehearsal): boolean =>
  faults.size === 0 && [...tallies.values()].every(({ stuck }) => stuck.length === 0);
