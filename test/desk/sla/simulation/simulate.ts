import { expect } from 'vitest';
import { change } from '#desk/case/commit.ts';
import { type CaseFact, happened } from '#desk/case/events.ts';
import { isRefusal } from '#desk/errors.ts';
import { fireDue } from '#desk/sla/clock.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { type Mark, sweep } from '#desk/sla/sweep.ts';
import { type Random, randomOf } from './random.ts';
import { scheduler, type Weather } from './scheduler.ts';
import { type Broken, CALENDARS, NotTaken, type Plumbing, worldOf } from './world.ts';

/** What is tried, for how long, and how late anything may be. */
export type Trial = Readonly<{
  weather: Weather;
  plumbing: Plumbing;
  /** The most seconds a threshold may be late while it is rough; none where machines die. */
  latest?: number;
}>;

const BEGIN = Date.parse('2026-03-27T14:00:00Z');
const MINUTE = 60_000;
const ROUGH = 40 * MINUTE;
/** A repair every ten minutes, ninety seconds overdue, a sweep, and the second that a message takes. */
const CALM = 16 * MINUTE;

/** How long a message that was taken and not finished stays hidden, and how often it is tried. */
const HIDDEN_SECONDS = 180;
const ATTEMPTS = 5;

const clocks = ['resolution', 'firstResponse'] as const;

/** Something that happens to a clock, drawn at random; often at the same moment as something else. */
function factOf(random: Random): CaseFact {
  const clock = random.pick(clocks);
  const terms = {
    target: random.between(60, 1800),
    calendar: random.pick(['always@1', 'always@1', 'office@1']),
  };
  return random.pick<() => CaseFact>([
    () => ({ type: 'ClockStarted', clock, ...terms }),
    () => ({ type: 'ClockStarted', clock, ...terms }),
    () => ({ type: 'ClockPaused', clock, cause: 'waiting-requester' }),
    () => ({ type: 'ClockResumed', clock }),
    () => ({ type: 'ClockResumed', clock }),
    () => ({ type: 'ClockStopped', clock }),
    () => ({ type: 'ClockRetargeted', clock, ...terms, mode: 'carry' }),
    () => ({ type: 'ClockRetargeted', clock, ...terms, target: random.between(30, 300), mode: 'carry' }),
    () => ({ type: 'ClockRetargeted', clock, ...terms, mode: 'restart' }),
  ])();
}

/**
 * Forty minutes of a desk: a sweep every minute, handlers that look at cases, writers that change them, all at once and
 * interrupted anywhere, through the desk's own functions; then a calm quarter of an hour, after which nothing may be left.
 */
export async function simulate(
  seed: number,
  { weather, plumbing, latest }: Trial,
  broken?: Broken,
): Promise<void> {
  const random = randomOf(seed);
  const clockwork = scheduler(random, weather, BEGIN);
  const world = worldOf(clockwork, random, plumbing, broken);
  const ids = ['a', 'b', 'c'] as const;
  for (const id of ids) world.open(id);

  let marks = new Map<number, Mark>();
  const sweepOnce = () => {
    const kept = marks;
    clockwork.spawn(
      'sweeper',
      async (actor) => {
        // What a queue does not take is an error of this sweep; its container and its marks live on.
        await sweep(world.wheelOf(actor), kept).catch((error: unknown) => {
          if (!(error instanceof NotTaken)) throw error;
        });
        for (const [shard, { sentUntil }] of kept) world.markPassed(shard, sentUntil);
      },
      // A container that died takes its memory along.
      (died) => {
        if (died) marks = new Map();
      },
    );
  };
  for (let at = BEGIN; at < BEGIN + ROUGH + CALM; at += MINUTE) clockwork.at(at, sweepOnce);

  const alter = (id: string, fact: CaseFact) =>
    clockwork.spawn('writer', async (actor) => {
      const desk = world.portsOf(actor);
      await change(desk, id, () => ({
        events: happened(desk.now(), { kind: 'agent' }, fact),
        effects: [],
      })).catch((error: unknown) => {
        if (!isRefusal(error, 'stale-version')) throw error;
      });
    });

  const take = (caseId: string, attempt: number) =>
    clockwork.spawn(
      'handler',
      async (actor) => {
        await lookAtCase(world.portsOf(actor), caseId, world.again(actor));
      },
      (died) => {
        if (died && attempt < ATTEMPTS)
          clockwork.at(clockwork.now() + HIDDEN_SECONDS * 1000, () => take(caseId, attempt + 1));
      },
    );
  world.onMessage((caseId) => {
    take(caseId, 1);
    // Often somebody writes at the very moment at which the desk looks: mostly whoever was waited for.
    const rough = clockwork.now() < BEGIN + ROUGH;
    const clock = random.pick(clocks);
    if (rough && random.chance(0.2)) alter(caseId, { type: 'ClockResumed', clock });
    else if (rough && random.chance(0.1)) alter(caseId, factOf(random));
  });

  for (let writes = random.between(4, 24); writes > 0; writes--) {
    const id = random.pick(ids);
    clockwork.at(BEGIN + random.below(ROUGH), () => alter(id, factOf(random)));
  }

  await clockwork.run(BEGIN + ROUGH);
  clockwork.calmDown();
  await clockwork.run(BEGIN + ROUGH + CALM);
  // Whoever looks may be a few seconds behind.
  const settled = new Date(clockwork.now() - 4 * MINUTE).toISOString();
  for (const { id, clocks } of world.cases.values())
    expect(fireDue(clocks, CALENDARS, settled), `I4: nothing of ${id} is left`).toEqual([]);
  for (const late of world.lateness)
    if (latest !== undefined) expect(late, 'I4: not so late').toBeLessThanOrEqual(latest);
}
