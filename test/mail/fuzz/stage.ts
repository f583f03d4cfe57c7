import fc from 'fast-check';
import { DEFAULT_LIMITS } from '#desk/intake/limits.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { memory } from '../../desk/memory.ts';
import { damaged } from './mutations.ts';

const CLASSES = new Set(['opened', 'appended', 'duplicate', 'suppressed', 'suspended']);
/** Nothing takes longer than this (milliseconds), however it was damaged (E3). */
const LONGEST = 20_000;

/** What became of how many mails, and the longest that one took. */
export type Tally = { mails: number; longest: number; readonly ends: Map<string, number> };

const must = (holds: boolean, what: string) => {
  if (!holds) throw new Error(what);
};

/** Takes one mail in, twice as queues do, and looks whether it ended as exactly one row within every limit. */
async function ends(raw: Buffer, tally: Tally): Promise<void> {
  const { ports, rows } = memory();
  const began = performance.now();
  await takeIn(ports, { raw, key: 'raw/1' });
  const took = performance.now() - began;
  await takeIn(ports, { raw, key: 'raw/1' });
  const [row, ...more] = [...rows.ledger.values()];
  must(row !== undefined && more.length === 0, `${more.length + 1} rows for one mail`);
  if (row === undefined) return;
  must(CLASSES.has(row.class), `no class of the ledger: ${row.class}`);
  must(row.class === 'opened' || Boolean(row.cause), 'a row without its cause');
  must(rows.heads.size === (row.class === 'opened' ? 1 : 0), `${rows.heads.size} cases for ${row.class}`);
  must(rows.outbox.filter(({ effect }) => effect.kind === 'mail').length <= 1, 'more than one mail leaves');
  for (const { text, attachments = [] } of rows.bodies.values()) {
    must(text.length <= DEFAULT_LIMITS.body, 'more words than the limit');
    must(text.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(text), 'control characters in words');
    must(attachments.length <= DEFAULT_LIMITS.attachments + 1, 'more files than the limit');
    must(
      attachments.every(({ name }) => /^[^/\\\p{Cc}]+$/u.test(name)),
      'a file name that is a path',
    );
  }
  must(took < LONGEST, `took ${Math.round(took)} ms`);
  tally.mails += 1;
  tally.longest = Math.max(tally.longest, took);
  const end = row.cause === undefined ? row.class : `${row.class}: ${row.cause}`;
  tally.ends.set(end, (tally.ends.get(end) ?? 0) + 1);
}

/** Damages mails of the corpus and takes each in through the whole stage (E3, E16, C3); throws at the first that ends otherwise. */
export async function fuzz(runs: number, seed: number, tell?: (mails: number) => void): Promise<Tally> {
  const tally: Tally = { mails: 0, longest: 0, ends: new Map() };
  const property = fc.asyncProperty(damaged, async (raw) => {
    await ends(raw, tally);
    if (tally.mails % 5000 === 0) tell?.(tally.mails);
  });
  await fc.assert(property, { seed, numRuns: runs });
  return tally;
}
