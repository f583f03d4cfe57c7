import type fc from 'fast-check';
import { isRefusal } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';

const STORES = ['cases', 'tasks', 'ledger', 'deliveries', 'automatic', 'directory', 'bodies'] as const;

type Method = (...input: never[]) => Promise<unknown>;

/** The same ports, each call going through `around` first. */
export function wrapped(
  ports: Ports,
  around: (name: string, call: () => Promise<unknown>) => Promise<unknown>,
): Ports {
  const wrap = (store: string, methods: object) =>
    Object.fromEntries(
      Object.entries(methods as Record<string, Method>).map(([method, run]) => [
        method,
        (...input: never[]) => around(`${store}.${method}`, () => run(...input)),
      ]),
    );
  return {
    ...ports,
    ...Object.fromEntries(STORES.map((store) => [store, wrap(store, ports[store])])),
  } as Ports;
}

/** Ports whose every call waits for its turn: the scheduler decides who is next, so races are found and repeated. */
export const interleaved = (ports: Ports, scheduler: fc.Scheduler): Ports =>
  wrapped(ports, async (name, call) => {
    await scheduler.schedule(Promise.resolve(), name);
    return call();
  });

/** An outage, not a refusal. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Ports that crash at the given calls: before the call, or after it was done, which nobody was told. */
export function crashing(ports: Ports, crashes: readonly ('none' | 'before' | 'after')[]): Ports {
  let calls = 0;
  return wrapped(ports, async (name, call) => {
    const crash = crashes[calls] ?? 'none';
    calls += 1;
    if (crash === 'before') throw new Crash(`before ${name}`);
    const result = await call();
    if (crash === 'after') throw new Crash(`after ${name}`);
    return result;
  });
}

/** Tries until it works, as a queue does with what was thrown back; after so many times it is put aside. */
export async function redelivered(
  attempts: number,
  work: () => Promise<unknown>,
): Promise<'done' | 'put aside'> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      await work();
      return 'done';
    } catch (error) {
      if (!(error instanceof Crash) && !isRefusal(error, 'stale-version')) throw error;
    }
  }
  return 'put aside';
}
