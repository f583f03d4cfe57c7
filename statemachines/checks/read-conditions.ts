/** Which outcomes a condition of a choice names; undefined where it asks something else. */
export function outcomesIn(condition: string): readonly string[] | undefined {
  const bare = condition.replace(/^\{%|%\}$/g, '').trim();
  const parts = bare.split(' or ').map((part) => /^\$answer\.outcome = '([^']+)'$/.exec(part.trim())?.[1]);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** What a condition asks of the branches: their names, each with the outcomes under which it may hold. */
export function branchesIn(condition: string): ReadonlyMap<string, readonly string[]> {
  const named = new Map<string, readonly string[]>();
  const add = (branch: string, outcomes: readonly string[]) =>
    named.set(branch, [...(named.get(branch) ?? []), ...outcomes]);
  for (const [, branch = '', outcome = ''] of condition.matchAll(/\$answers\.(\w+)\.outcome = '([^']+)'/g))
    add(branch, [outcome]);
  for (const [, list = '', outcomes = ''] of condition.matchAll(
    /\$answers\.(\w+)\[\$not\(outcome in \[([^\]]*)\]/g,
  ))
    add(
      list,
      [...outcomes.matchAll(/'([^']+)'/g)].map(([, outcome = '']) => outcome),
    );
  return named;
}

/** Every branch whose answer a text speaks of. */
export const branchesNamed = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\$answers\.(\w+)/g)].map(([, branch = '']) => branch)),
];
