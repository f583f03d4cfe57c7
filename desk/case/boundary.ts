import type { Catalogue, Department } from '../department.ts';
import type { Case } from './case.ts';
import { isQuiet } from './quiet.ts';

/**
 * Whether other people would read what was said in confidence, if a case went to a department as it is: those of one that is
 * not confidential, or of another one that is (row 28). What the desk's first line holds for a confidential department may go there.
 */
export function leavesConfidence(
  catalogue: Catalogue,
  { department, confidential }: Pick<Case, 'department' | 'confidential'>,
  to: Pick<Department, 'id' | 'confidential'>,
): boolean {
  if (!confidential || to.id === department) return false;
  return !to.confidential || catalogue.department(department).confidential;
}

/**
 * What keeps two cases from becoming one or having one thread: what is said in the one would be read by people who may not
 * read the other (P15). A sentence for the agent, undefined where the same people may see both.
 */
export function boundaryBetween(catalogue: Catalogue, one: Case, other: Case): string | undefined {
  const name = ({ department }: Case) => catalogue.department(department).name;
  if (isQuiet(one) !== isQuiet(other)) return 'a matter of care stays with its own people';
  if (one.shadow !== other.shadow) return 'one of the two only plays along';
  if (one.confidential !== other.confidential) {
    const [closed, open] = one.confidential ? [one, other] : [other, one];
    return `${closed.reference} of ${name(closed)} is confidential and ${open.reference} of ${name(open)} is not`;
  }
  return one.confidential && one.department !== other.department
    ? `${name(one)} and ${name(other)} keep their cases to themselves`
    : undefined;
}
