import { comment } from './invoke.ts';
import type { Meta, Part, State } from './process.ts';

/**
 * Goes all branches at once, and on when the last of them has ended. `$answers` holds what each ended with, by the name
 * of the branch; `$answer` is what it was before.
 */
export function together<const Name extends string>({
  branches,
  next,
  ...meta
}: Meta & Readonly<{ branches: Readonly<Record<string, Part>>; next: Name }>): State<Name> {
  const names = Object.keys(branches);
  return {
    Type: 'Parallel',
    Comment: comment(meta),
    Branches: Object.values(branches),
    Assign: {
      answers: Object.fromEntries(names.map((name, at) => [name, `{% $states.result[${at}] %}`])),
    },
    Output: '{% $states.input %}',
    Next: next,
  };
}

/** The condition that a branch ended with one of these outcomes. */
export const branchAnswered = (branch: string, ...outcomes: readonly string[]): string =>
  outcomes.map((outcome) => `$answers.${branch}.outcome = '${outcome}'`).join(' or ');

/** The condition that all of a list ended with one of these outcomes. */
export const eachAnswered = (list: string, ...outcomes: readonly string[]): string =>
  `$not($exists($answers.${list}[$not(outcome in [${outcomes.map((each) => `'${each}'`).join(', ')}])]))`;

/** The condition that all of these hold. */
export const all = (...conditions: readonly string[]): string =>
  conditions.map((condition) => `(${condition})`).join(' and ');
