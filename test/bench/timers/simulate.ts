import type { Case } from '#desk/case/case.ts';
import { change, commit } from '#desk/case/commit.ts';
import { type CaseFact, happened } from '#desk/case/events.ts';
import type { Commit, Ports } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { type Mark, sweep, type Wheel } from '#desk/sla/sweep.ts';
import { WAKE_SHARDS } from '#functions/aws/cases-keys.ts';
import { randomOf } from '#test/desk/sla/simulation/random.ts';
import { wakeIndex } from './index.ts';
import { BEGIN, catalogue, END, entryOf, eventsOf, idOf, OUTAGE, openingOf, WAVE } from './population.ts';
import { delayQueue } from './queue.ts';
import { storeOf } from './store.ts';

/** How many looks a second the handlers manage: five containers at first, batches of ten, 25 ms each. */
const LOOKS_A_SECOND = 2000;
const DUPLICATES = 0.01;

/** Everything that was counted. */
export type Outcome = Readonly<{
  cases: number;
  lateness: Readonly<Record<'ordinary' | 'at the wave' | 'during the outage', readonly number[]>>;
  queue: Readonly<{ sent: number; repeated: number }>;
  store: Readonly<{ units: number; lost: number; indexUnits: readonly number[] }>;
  peak: number;
  looks: Readonly<{ all: number; fired: number; thresholds: number }>;
  sweeps: number;
  memory: number;
}>;

/** Eight hours of a desk with so many open cases, second by second; the same for the same number of cases. */
export async function simulateTimers(count: number, tell: (line: string) => void): Promise<Outcome> {
  const random = randomOf(20_260_303);
  let now = BEGIN;
  let memory = 0;
  const index = wakeIndex(WAKE_SHARDS, idOf);
  const queue = delayQueue(random, DUPLICATES);
  const lateness = {
    ordinary: [] as number[],
    'at the wave': [] as number[],
    'during the outage': [] as number[],
  };
  const looks = { all: 0, fired: 0, thresholds: 0 };

  const wrote = (before: Case | undefined, after: Case, { events, effects }: Commit) => {
    for (const effect of effects)
      if (effect.kind === 'wake') queue.send(entryOf(after.id), now, (Date.parse(effect.at) - now) / 1000);
    if (before === undefined) return;
    for (const event of events) {
      if (event.type !== 'ThresholdReached') continue;
      const due = Date.parse(event.due);
      looks.thresholds++;
      // A message is hidden for three minutes at most, so what falls due later than that is what an outage can delay.
      const missed = due >= OUTAGE[0] && due < OUTAGE[1] + 90_000;
      const kind = due === WAVE ? 'at the wave' : missed ? 'during the outage' : 'ordinary';
      lateness[kind].push((now - due) / 1000);
    }
  };
  const store = storeOf({ count, shards: WAKE_SHARDS, entryOf, openingOf, index, now: () => now, wrote });
  const desk = {
    now: () => new Date(now).toISOString(),
    catalogue,
    settings: { frontDoor: 'help@desk.example', companyDomains: ['corp.example'], publicUrl: '' },
    cases: store.cases,
  } as unknown as Ports;

  const inWave = Math.floor(count / 5);
  for (let entry = 0; entry < count; entry++) {
    await commit(desk, undefined, { events: eventsOf(entry, entry < inWave), effects: [] });
    if (entry % 100_000 === 99_999) tell(`${entry + 1} cases are open`);
  }
  store.countAfresh();

  const marks = new Map<number, Mark>();
  const wheel: Wheel = {
    now: desk.now,
    shards: WAKE_SHARDS,
    due: index.due,
    send: async (wakers) => {
      for (const { id, wakeAt } of wakers) queue.send(entryOf(id), now, (Date.parse(wakeAt) - now) / 1000);
    },
  };
  const again = async (id: string, at: string) => queue.send(entryOf(id), now, (Date.parse(at) - now) / 1000);
  const writes = writesOf(count);
  let sweeps = 0;
  let waiting: number[] = [];

  for (let second = BEGIN / 1000; second < END / 1000 || waiting.length > 0; second++) {
    now = second * 1000 + 500;
    const away = now >= OUTAGE[0] && now < OUTAGE[1];
    if (second % 60 === 0 && !away) {
      sweeps++;
      await sweep(wheel, marks);
    }
    for (const [entry, facts] of writes(second))
      await change(desk, idOf(entry), () => ({
        events: happened(desk.now(), { kind: 'agent' }, ...facts),
        effects: [],
      }));
    const taken = queue.take(second);
    waiting = waiting.length === 0 ? [...taken] : [...waiting, ...taken];
    for (const entry of waiting.slice(0, LOOKS_A_SECOND)) {
      looks.all++;
      if ((await lookAtCase(desk, idOf(entry), again)) === 'fired') looks.fired++;
    }
    waiting = waiting.slice(LOOKS_A_SECOND);
    if (second % 900 === 0) {
      memory = Math.max(memory, process.memoryUsage().rss);
      tell(`${desk.now().slice(11, 16)}: ${looks.all} looks, ${queue.counted.sent} messages`);
    }
  }
  const { counted } = store;
  return {
    cases: count,
    lateness,
    queue: queue.counted,
    store: counted,
    peak: store.peak(),
    looks,
    sweeps,
    memory,
  };
}

/** What people do meanwhile: one case in ten is answered, waits for its requester, or goes on. */
function writesOf(count: number) {
  const random = randomOf(7);
  const perSecond = count / 10 / ((END - BEGIN) / 1000);
  let owed = 0;
  return function* (second: number): Generator<readonly [number, readonly CaseFact[]]> {
    if (second >= END / 1000) return;
    for (owed += perSecond; owed >= 1; owed--)
      yield [
        random.below(count),
        random.pick<readonly CaseFact[]>([
          [{ type: 'ClockStopped', clock: 'firstResponse' }],
          [{ type: 'ClockPaused', clock: 'resolution', cause: 'waiting-requester' }],
          [{ type: 'ClockResumed', clock: 'resolution' }],
        ]),
      ];
  };
}
