import middy from '@middy/core';
import { DeskError } from '#desk/errors.ts';
import { cleanly, matterOf } from './log.ts';

/**
 * A step of a process: its payload in, its result out. What the desk refuses becomes an error whose name is the
 * refusal's code, so that a process can `Catch` it by that name; a bug or outage keeps its name, and loses what may not stand in a log.
 */
export function step<Payload, Result>(handle: (payload: Payload) => Promise<Result>) {
  return middy<Payload, Result>()
    .onError(({ error }) => {
      if (error instanceof DeskError) throw Object.assign(new Error(error.message), { name: error.code });
    })
    .handler(cleanly('a step failed', matterOf, handle));
}
