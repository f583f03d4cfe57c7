import type { Clock } from '../sla/clock.ts';
import type { Case, Head, Opening } from './case.ts';
import type { CaseEvent, Placement } from './events.ts';
import { opened } from './evolve.ts';

/** A clock without the names of its fields, which are half of it. */
type KeptClock = readonly [
  run: Clock['run'],
  target: Clock['target'],
  calendar: Clock['calendar'],
  state: Clock['state'],
  fired: Clock['fired'],
  spans: Clock['spans'],
  cause?: string | null,
  /** What few clocks have. */
  facts?: Pick<Clock, 'breached' | 'excluded' | 'exclusion'>,
];

/** A head as it is kept: without what the opening says already, and without what is empty. */
export type KeptHead = Partial<Omit<Head, 'clocks'>> &
  Readonly<{ clocks?: Readonly<Record<string, KeptClock | Clock>> }>;

const OPENING = [
  'id',
  'reference',
  'channel',
  'requester',
  'subject',
  'openedAt',
  'body',
  'verified',
  'firstMessageId',
  'submitter',
  'parent',
  'shadow',
] as const satisfies readonly (keyof Opening)[];

const PLACE = [
  'department',
  'service',
  'kind',
  'process',
  'priority',
  'confidential',
  'routing',
] as const satisfies readonly (keyof Placement)[];

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

function keptClock({ run, target, calendar, state, fired, spans, cause, ...facts }: Clock): KeptClock {
  const kept = [run, target, calendar, state, fired, spans] as const;
  if (!isEmpty(facts)) return [...kept, cause ?? null, facts];
  return cause === undefined ? kept : [...kept, cause];
}

function clockFrom(kept: KeptClock | Clock): Clock {
  if (!Array.isArray(kept)) return kept as Clock;
  const [run, target, calendar, state, fired, spans, cause, facts] = kept as KeptClock;
  return { run, target, calendar, state, fired, spans, ...(cause != null && { cause }), ...facts };
}

const each = <A, B>(record: Readonly<Record<string, A>>, of: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));

/**
 * The part of a case that every commit rewrites, as small as it can be: a row of one KB costs half of what a row of two
 * does. `caseFrom` makes the case of it again.
 */
export function headOf({ clocks, ...whole }: Case): KeptHead {
  const opening = whole.adopted ? OPENING.filter((name) => name !== 'parent') : OPENING;
  const said: readonly string[] = whole.rerouted ? opening : [...opening, ...PLACE];
  const all = Object.entries({ ...whole, clocks: each(clocks, keptClock) });
  return Object.fromEntries(all.filter(([name, value]) => !said.includes(name) && !isEmpty(value)));
}

/** A case from its first event and its kept head. */
export function caseFrom(opening: CaseEvent & { type: 'CaseOpened' }, kept: KeptHead): Case {
  // Where they first spoke says nothing of where they speak now: only the head does.
  const { process, chat: _first, ...start } = opened(opening);
  const { clocks = {}, ...rest } = kept;
  const place = kept.rerouted || process === undefined ? {} : { process };
  return { ...start, ...place, ...rest, clocks: each(clocks, clockFrom) };
}
