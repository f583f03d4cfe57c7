import { businessBetween } from '#desk/sla/calendar.ts';
import type { ClockEvent, ClockName } from '#desk/sla/clock.ts';
import { calendars } from './wheel.ts';

/** What a patient clerk would write down about one clock: kept apart from the desk's own fold, to hold it against. */
export type Page = {
  run: number;
  target: number;
  calendar: string;
  state: 'none' | 'running' | 'paused' | 'stopped' | 'cancelled';
  /** Running times of this run; the last one may be open. */
  times: [number, number | undefined][];
  announced: Set<string>;
};

/** The pages of all clocks of a case. */
export type Ledger = Map<ClockName, Page>;

const blank = (): Page => ({
  run: 0,
  target: 0,
  calendar: 'always@1',
  state: 'none',
  times: [],
  announced: new Set(),
});

/** A clock's page, a blank one at first. */
export function pageOf(ledger: Ledger, clock: ClockName): Page {
  const page = ledger.get(clock) ?? blank();
  ledger.set(clock, page);
  return page;
}

/** Writes one event down. */
export function note(ledger: Ledger, event: ClockEvent): void {
  const page = pageOf(ledger, event.clock);
  const at = Date.parse(event.at);
  const alive = page.state === 'running' || page.state === 'paused';
  const leave = (state: Page['state']) => {
    if (page.state === 'running') (page.times.at(-1) ?? [0, 0])[1] = at;
    page.state = state;
  };
  if (event.type === 'ClockStarted') {
    Object.assign(page, { run: page.run + 1, target: event.target, calendar: event.calendar });
    Object.assign(page, { times: [[at, undefined]], state: 'running' });
  }
  if (event.type === 'ClockPaused' && page.state === 'running') leave('paused');
  if (event.type === 'ClockStopped' && alive) leave('stopped');
  if (event.type === 'ClockCancelled' && alive) leave('cancelled');
  if (event.type === 'ClockCancelled' && page.state === 'stopped') leave('cancelled');
  if (event.type === 'ClockResumed' && (page.state === 'paused' || page.state === 'stopped')) {
    page.times.push([at, undefined]);
    page.state = 'running';
  }
  if (event.type === 'ClockRetargeted' && alive) {
    if (event.mode === 'restart') page.times = page.state === 'running' ? [[at, undefined]] : [];
    if (event.mode === 'restart' || event.target > page.target) page.run++;
    Object.assign(page, { target: event.target, calendar: event.calendar });
  }
}

/** Milliseconds of the target used up by an instant, if what runs now went on until then. */
export function used({ times, calendar }: Page, until: number): number {
  const hours = calendars(calendar);
  return times
    .filter(([from]) => from < until)
    .map(([from, to]) => [from, Math.min(to ?? until, until)] as const)
    .map(
      ([from, to]) => businessBetween(hours, new Date(from).toISOString(), new Date(to).toISOString()) * 1000,
    )
    .reduce((sum, open) => sum + Math.round(open), 0);
}

/** Milliseconds of open time after which a threshold is reached. */
export const share = ({ target }: Page, threshold: number): number => target * 10 * threshold;

/** The threshold is reached exactly then: not a millisecond earlier. */
export const reachedExactly = (page: Page, threshold: number, due: number): boolean =>
  used(page, due) === share(page, threshold) && used(page, due - 1) < share(page, threshold);
