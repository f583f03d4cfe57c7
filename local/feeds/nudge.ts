import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** Something others can wait for and anyone can cause; causing it while no one waits is remembered. */
export interface Nudge {
  now(): void;
  /** Waits for the next nudge, at most so long. */
  wait(milliseconds: number): Promise<void>;
  /** Whether something happened that no one has looked at yet. */
  pending(): boolean;
}

/** A nudge for one waiter. */
export function createNudge(): Nudge {
  let pending = false;
  let wake: (() => void) | undefined;
  return {
    now: () => {
      pending = true;
      wake?.();
    },
    wait: async (milliseconds) => {
      if (!pending) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, milliseconds);
        await promise;
        clearTimeout(timer);
        wake = undefined;
      }
      pending = false;
    },
    pending: () => pending,
  };
}

const WRITES =
  /\.(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems|ExecuteStatement|BatchExecuteStatement|ExecuteTransaction)$/;

/**
 * Calls back when a write to this DynamoDB, made by anyone in this process, has been answered. So streams are read the
 * moment there is something to read, without asking all the time and without a proxy in every write's way.
 */
export function onWrites(origin: string, then: () => void): () => void {
  const { host } = new URL(origin);
  const listen = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader('host') !== host) return;
    const target = request.getHeader('x-amz-target');
    if (typeof target === 'string' && WRITES.test(target)) then();
  };
  subscribe('http.client.response.finish', listen);
  return () => unsubscribe('http.client.response.finish', listen);
}
