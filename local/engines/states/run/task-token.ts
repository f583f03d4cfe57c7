import { randomBytes } from 'node:crypto';
import type { Caller } from '../store/executions.ts';

/**
 * A token no one can guess. It carries whose call it completes, so that a token of a task that has ended is told from
 * one that never was.
 */
export function newToken(caller: Caller): string {
  const { execution, thread, call } = caller;
  return Buffer.from(
    JSON.stringify([execution, thread, call, randomBytes(24).toString('base64url')]),
  ).toString('base64');
}

/** Whose call a token completes, or undefined when it is none of ours. */
export function readToken(token: string): Caller | undefined {
  try {
    const [execution, thread, call, secret] = JSON.parse(
      Buffer.from(token, 'base64').toString(),
    ) as unknown[];
    if (typeof execution !== 'number' || typeof thread !== 'number' || typeof secret !== 'string')
      return undefined;
    return { execution, thread, call: Number(call) };
  } catch {
    return undefined;
  }
}
