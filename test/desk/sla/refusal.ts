import { expect } from 'vitest';
import { DeskError } from '#desk/errors.ts';

/** What was refused: its code, and the fields it names. */
export function refusal(act: () => unknown): { code: string; pointers: readonly string[] } {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    return { code: error.code, pointers: error.faults.map(({ pointer }) => pointer) };
  }
  return expect.fail('nothing was refused');
}
