import type { Placement } from '../case/events.ts';
import { checkFields, pointersOf } from '../case/fields/check-fields.ts';
import { fieldsOf } from '../case/fields/missing.ts';
import type { Catalogue } from '../department.ts';
import { DeskError } from '../errors.ts';
import { checkServed } from './roll-out.ts';
import { placementOf, TRIAGE } from './route.ts';

const refused = (pointer: string, message: string) =>
  new DeskError('invalid', message, { faults: [{ pointer, message }] });

/**
 * The place of a matter whose service was chosen in a form (`hr/leave-of-absence`), with the facts the form said. Refuses
 * `invalid`, naming the fields that are missing, do not fit or are not the service's: a form is corrected, not asked about.
 */
export function chooseService(
  catalogue: Catalogue,
  chosen: string,
  given: Readonly<Record<string, unknown>>,
  { requester, today }: Readonly<{ requester: string; today: string }>,
): Readonly<{ placement: Placement; said: Readonly<Record<string, string>> }> {
  const [id, name] = chosen.split('/');
  const department = catalogue.departments.find((each) => each.id === id && each.id !== TRIAGE);
  const service = department?.services.find((each) => each.id === name && each.onlyAsPart === undefined);
  if (department === undefined || service === undefined)
    throw refused('/service', `no service '${chosen.slice(0, 80)}'`);
  checkServed(department, requester, '/service');
  const placement = placementOf(department, service, {
    reason: 'chosen-by-requester',
    score: 0,
    because: [],
  });
  const fields = fieldsOf(catalogue, placement);
  const unknown = Object.keys(given)
    .filter((each) => !fields.some((field) => field.name === each))
    .map((each) => ({ pointer: `/fields/${each.slice(0, 80)}`, message: 'is no field of this service' }));
  const { values, faults } = checkFields(fields, given, today);
  const all = [...unknown, ...pointersOf(faults)];
  if (all.length > 0)
    throw new DeskError('invalid', all.map(({ message }) => message).join('; '), { faults: all });
  return { placement, said: values };
}
