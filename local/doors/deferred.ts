import { type Answer, json } from './answer.ts';
import type { Asked } from './api-event.ts';

type Reply = (asked: Asked) => Promise<Answer>;

/** A door whose requests wait until there is someone to answer them. */
export interface Deferred {
  readonly reply: Reply;
  open(reply: Reply): void;
  /** Sends those who still wait away. */
  shut(): void;
}

/** Makes a door that listens before what is behind it stands: its address must be known first. */
export function deferred(): Deferred {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  promise.catch(() => {});
  return {
    reply: async (asked) => {
      const reply = await promise.catch(() => undefined);
      return reply ? reply(asked) : json(503, { message: 'Service Unavailable' });
    },
    open: resolve,
    shut: () => reject(new Error('the door was shut')),
  };
}
