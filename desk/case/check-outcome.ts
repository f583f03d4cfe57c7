import type { Catalogue } from '../department.ts';
import { DeskError } from '../errors.ts';

/**
 * Whether a person may end a case with this outcome: it has to be one of the words its department has for where a
 * case stands, because the requester reads it. Refuses `invalid`, naming the field.
 */
export function checkOutcome(catalogue: Catalogue, department: string, outcome: string): void {
  const { stages } = catalogue.department(department).words;
  if (Object.hasOwn(stages, outcome)) return;
  const message = `should be one of ${Object.keys(stages).join(', ')}`;
  throw new DeskError('invalid', `outcome ${message}`, { faults: [{ pointer: '/outcome', message }] });
}
