import { randomUUID } from 'node:crypto';
import type { Schedule } from '../assembly/deployment.ts';
import { HERE } from '../assembly/identities.ts';
import type { DeskClock } from '../clock.ts';
import { isObject, type Json } from '../json.ts';
import type { Functions } from '../lambda/functions.ts';
import type { State } from '../state.ts';

/** The schedules of this machine, on the desk's clock. */
export interface Schedules {
  /** Runs at once what has fallen due; called after the clock was moved. */
  check(): void;
  stop(): void;
}

const scheduledTime = '<aws.scheduler.scheduled-time>';

/** What a schedule hands to its function when its target has no fixed input. */
function eventOf(schedule: Schedule, at: string): Json {
  const common = { id: randomUUID(), account: HERE.account, region: HERE.region, time: at, detail: {} };
  return {
    version: '0',
    ...common,
    'detail-type': 'Scheduled Event',
    source: schedule.source,
    resources: [schedule.arn],
  };
}

/** Starts the schedules. When each last ran is kept, so that a restart neither skips nor repeats a round. */
export function startSchedules(
  schedules: readonly Schedule[],
  functions: Functions,
  clock: DeskClock,
  state: State,
): Schedules {
  const kept = state.get('schedules');
  const lastRuns: Record<string, number> = {};
  for (const { name } of schedules) {
    const last = isObject(kept) ? kept[name] : undefined;
    lastRuns[name] = typeof last === 'number' ? last : clock.now();
  }
  let timer: NodeJS.Timeout | undefined;

  const dueAt = ({ name, everySeconds }: Schedule) => (lastRuns[name] ?? 0) + everySeconds * 1000;

  function run(schedule: Schedule): void {
    const at = new Date(clock.now()).toISOString();
    const input = schedule.input?.replaceAll(scheduledTime, at);
    const event = input === undefined ? eventOf(schedule, at) : (JSON.parse(input) as Json);
    functions.invoke(schedule.functionName, event).catch((error: unknown) => {
      console.error(`schedule ${schedule.name}: ${String(error)}`);
    });
  }

  function check(): void {
    clearTimeout(timer);
    const due = schedules.filter((schedule) => dueAt(schedule) <= clock.now());
    for (const schedule of due) lastRuns[schedule.name] = clock.now();
    if (due.length > 0) state.set('schedules', lastRuns);
    due.forEach(run);
    if (schedules.length === 0) return;
    const next = Math.min(...schedules.map(dueAt)) - clock.now();
    timer = setTimeout(check, Math.min(Math.max(next, 1), 2 ** 31 - 1));
  }

  check();
  return { check, stop: () => clearTimeout(timer) };
}
