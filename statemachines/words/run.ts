import { comment, invoke, onward, type Step, VISIT } from './invoke.ts';
import type { Json, Meta, State } from './process.ts';

/** Runs one step of the desk and goes on. */
export function run<const Name extends string>(
  step: Extract<Step, 'tellRequester' | 'resolveCase'>,
  options: Meta & Readonly<{ with: { readonly [key: string]: Json }; next: Name }>,
): State<Exclude<Name, 'end'>> {
  return {
    ...invoke(step, { ...VISIT, ...options.with }),
    Comment: comment(options),
    Output: '{% $states.input %}',
    ...onward(options.next),
  };
}
