import type { State } from './state.ts';

/** The desk's clock: real time plus an offset that only grows and is kept on disk. */
export interface DeskClock {
  now(): number;
  offset(): number;
  /** Moves the clock forward at once and keeps that, without telling anyone. */
  move(milliseconds: number): void;
  /** The `Date` that handlers see instead of the real one. */
  readonly Date: DateConstructor;
}

/** A `Date` that reads the given clock, and is the real one in everything else. */
export function dateOf(now: () => number): DateConstructor {
  const deskDate: DateConstructor = new Proxy(Date, {
    construct: (real, args: unknown[], target) =>
      Reflect.construct(real, args.length === 0 ? [now()] : args, target === deskDate ? real : target),
    apply: () => new Date(now()).toString(),
    get: (real, key) => (key === 'now' ? now : Reflect.get(real, key)),
  });
  return deskDate;
}

/** The clock of a data folder. */
export function openClock(state: State): DeskClock {
  const kept = state.get('clock-offset');
  let offset = typeof kept === 'number' ? kept : 0;
  const now = () => Date.now() + offset;
  return {
    now,
    offset: () => offset,
    move: (milliseconds) => {
      offset += milliseconds;
      state.set('clock-offset', offset);
    },
    Date: dateOf(now),
  };
}
