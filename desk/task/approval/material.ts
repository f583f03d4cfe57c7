import type { Case } from '../../case/case.ts';
import type { Approval } from './approval.ts';
import type { Policy } from './policy.ts';

/** The facts an approval rests on: what its policy declares, who it is for, and what its stages depend on (A8). */
const restsOn = ({ material = [], beneficiary, stages }: Policy): readonly string[] => [
  ...new Set([
    ...material,
    ...(beneficiary === undefined ? [] : [beneficiary]),
    ...stages.flatMap(({ when }) => (when === undefined ? [] : [when.fact])),
  ]),
];

/** The material facts of a case as they are now. */
export const materialOf = (policy: Policy, { facts }: Pick<Case, 'facts'>): Record<string, string> =>
  Object.fromEntries(restsOn(policy).map((fact) => [fact, facts[fact] ?? '']));

/** The first material fact that is another than when this round began; trivial facts change nothing (A8). */
export const changedFact = (
  { policy, material }: Pick<Approval, 'policy' | 'material'>,
  found: Pick<Case, 'facts'>,
): string | undefined =>
  Object.entries(materialOf(policy, found)).find(([fact, value]) => (material[fact] ?? '') !== value)?.[0];
