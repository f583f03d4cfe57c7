import type { State } from './process.ts';

/** Goes on by what is known; the last way is for everything else. */
export function choose<const Name extends string>(
  ways: readonly Readonly<{ when: string; next: Name }>[],
  otherwise: Name,
): State<Name> {
  return {
    Type: 'Choice',
    Comment: '[desk]',
    Choices: ways.map(({ when, next }) => ({ Condition: `{% ${when} %}`, Next: next })),
    Default: otherwise,
  };
}

/** The condition that the newest answer was one of these. */
export const answered = (...outcomes: readonly string[]): string =>
  outcomes.map((outcome) => `$answer.outcome = '${outcome}'`).join(' or ');
