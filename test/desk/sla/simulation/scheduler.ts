import type { Random } from './random.ts';

/** A machine died here; whatever it was about to do it did not do. */
export class Crash extends Error {}

/** One machine at work: it stops at every gate until the scheduler lets it pass, or kills it. */
export type Actor = { readonly name: string; readonly skew: number; readonly since: number; dead: boolean };

/** How rough the world is. */
export type Weather = Readonly<{
  /** The chance of dying at a gate. */
  crashes: number;
  /** How far clocks of machines may be off, in seconds either way: of handlers, and of all others. */
  skew: Readonly<{ handlers: number; others: number }>;
  /** The chance that time goes by while somebody is at work. */
  slow: number;
}>;

const FLUSH = () => new Promise<void>((resolve) => setImmediate(resolve));

/** The longest a function may take before it is killed, in milliseconds. */
const KILLED_AFTER = 30_000;
const SLOW_STEP = 4000;

/**
 * Time that moves only when told, and machines whose steps interleave in an order drawn from a seed: between any two of
 * their steps another may work, time may go by, or the machine may die.
 */
export function scheduler(random: Random, weather: Weather, begin: number) {
  let time = begin;
  let calm = false;
  let blocked: { actor: Actor; pass: () => void; die: (error: Crash) => void }[] = [];
  const events: { at: number; run: () => void }[] = [];
  const failures: unknown[] = [];

  const gate = (actor: Actor): Promise<void> =>
    new Promise((resolve, reject) => {
      if (actor.dead) reject(new Crash(actor.name));
      else blocked.push({ actor, pass: resolve, die: reject });
    });

  const kill = (actor: Actor) => {
    actor.dead = true;
    const mine = blocked.filter((each) => each.actor === actor);
    blocked = blocked.filter((each) => each.actor !== actor);
    for (const each of mine) each.die(new Crash(actor.name));
  };

  function letOnePass(): void {
    const late = blocked.find(({ actor }) => time - actor.since > KILLED_AFTER / 3);
    const [chosen] = blocked.splice(late ? blocked.indexOf(late) : random.below(blocked.length), 1);
    if (chosen === undefined) return;
    const { actor, pass } = chosen;
    if (!calm && (time - actor.since > KILLED_AFTER || random.chance(weather.crashes))) {
      blocked.push(chosen);
      kill(actor);
    } else pass();
  }

  return {
    now: () => time,
    gate,
    /** From now on nothing goes wrong any more. */
    calmDown: () => {
      calm = true;
    },
    at: (at: number, run: () => void) => {
      const place = events.findIndex((each) => each.at > at);
      events.splice(place < 0 ? events.length : place, 0, { at: Math.max(at, time), run });
    },
    /** Sets a machine to work; `ended` hears whether it died. A bug of the desk is thrown, a crash is not. */
    spawn: (
      name: string,
      run: (actor: Actor) => Promise<void>,
      ended: (died: boolean) => void = () => {},
    ) => {
      const spread = name.startsWith('handler') ? weather.skew.handlers : weather.skew.others;
      const skew = random.between(-spread, spread) * 1000;
      const actor: Actor = { name, skew, since: time, dead: false };
      run(actor).then(
        () => ended(false),
        (error: unknown) => {
          if (!(error instanceof Crash)) failures.push(error);
          ended(true);
        },
      );
    },
    /** Lets time and machines run until an instant; throws what a machine threw. */
    run: async (until: number) => {
      while (true) {
        await FLUSH();
        if (failures.length > 0) throw failures[0];
        const next = events[0];
        if (blocked.length > 0 && (calm || !random.chance(weather.slow))) letOnePass();
        else if (blocked.length > 0 && (next === undefined || next.at > time + SLOW_STEP)) time += SLOW_STEP;
        else if (next === undefined || next.at > until) {
          if (blocked.length > 0) letOnePass();
          else {
            time = Math.max(time, until);
            return;
          }
        } else {
          events.shift();
          time = Math.max(time, next.at);
          next.run();
        }
      }
    },
  };
}

export type Scheduler = ReturnType<typeof scheduler>;
