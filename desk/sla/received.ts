import type { Case } from '../case/case.ts';
import { isQuiet } from '../case/quiet.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';

const DAY = 86_400_000;

const dayAfter = (day: string) => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);

/** A whole day of the books at a time, read in pages of so many rows. */
const PAGE = 100;

/** Days, the first and the last included, in UTC as the ledger keeps them. */
export type Days = Readonly<{ from: string; to: string }>;

function dayOf(pointer: string, text: string | undefined): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text ?? '')) return at;
  const message = 'should be a date like 2026-12-31';
  throw new DeskError('invalid', `${pointer} ${message}`, { faults: [{ pointer: `/${pointer}`, message }] });
}

/** The days a report is asked for. Refuses `invalid`, naming the field: no date, an end before its begin, more days than `most`. */
export function readDays(from: string | undefined, to: string | undefined, most: number): Days {
  const [first, last] = [dayOf('from', from), dayOf('to', to)];
  const message = last < first ? 'should not lie before from' : `should be at most ${most} days from from`;
  if (last < first || last - first >= most * DAY)
    throw new DeskError('invalid', `to ${message}`, { faults: [{ pointer: '/to', message }] });
  return { from: from ?? '', to: to ?? '' };
}

/** Whether the days are whole months: of fewer, the difference of two reports tells of single cases. */
export const areWholeMonths = ({ from, to }: Days): boolean =>
  from.endsWith('-01') && dayAfter(to).endsWith('-01');

/** Cases that came out of a case: its parts, and what was split off. No row of the ledger names them. */
const offspring = ({ children = {}, links = [] }: Case): readonly string[] => [
  ...Object.values(children).map(({ caseId }) => caseId),
  ...links.filter(({ as }) => as === 'split-into').map(({ other }) => other),
];

type Books = Readonly<{ ledger: Pick<Ports['ledger'], 'list'>; cases: Pick<Ports['cases'], 'find'> }>;

/**
 * Every case that was asked for on these days, as it stands now, with its parts and what was split off; each once. The
 * books name them by the day, so no index of closed cases is kept for it, and nothing can disagree with the cases. What
 * only plays along and somebody's distress are nobody's figures (rows 14, 65).
 */
export async function* casesReceived(desk: Books, { from, to }: Days): AsyncGenerator<Case> {
  const known = new Set<string>();
  const fresh = (ids: readonly string[]) => [...new Set(ids)].filter((id) => !known.has(id) && known.add(id));
  for (let day = from; day <= to; day = dayAfter(day)) {
    let position: Readonly<Record<string, string>> | undefined;
    do {
      const page = await desk.ledger.list(day, PAGE, position);
      const opened = page.items.filter(({ class: became }) => became === 'opened');
      let ids = fresh(opened.flatMap(({ caseId }) => caseId ?? []));
      while (ids.length > 0) {
        const found = (await Promise.all(ids.map((id) => desk.cases.find(id)))).filter(
          (each) => each !== undefined,
        );
        yield* found.filter((each) => !isQuiet(each) && each.shadow === undefined);
        ids = fresh(found.flatMap(offspring));
      }
      position = page.next;
    } while (position !== undefined);
  }
}
