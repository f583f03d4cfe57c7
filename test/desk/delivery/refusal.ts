import { expect } from 'vitest';
import { DeskError } from '#desk/errors.ts';

/** What was refused: its code, its sentence, and the fields it names. */
export function refusal(act: () => unknown): { code: string; message: string; pointers: readonly string[] } {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    const { code, message, faults } = error;
    return { code, message, pointers: faults.map(({ pointer }) => pointer) };
  }
  return expect.fail('nothing was refused');
}
