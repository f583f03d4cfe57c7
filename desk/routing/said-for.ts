import type { Placement } from '../case/events.ts';
import { checkFields } from '../case/fields/check-fields.ts';
import { saidIn } from '../case/fields/said-in.ts';
import type { Catalogue } from '../department.ts';
import { findDates } from './find-dates.ts';

/** What words say that a service asks for: its dates, by their names and in their order, and its fields (row 18). */
export function saidFor(
  catalogue: Catalogue,
  { department, service }: Pick<Placement, 'department' | 'service'>,
  text: string,
  today: string,
): Record<string, string> {
  const { dates: names = [], fields = [] } = catalogue.service(department, service);
  const said = saidIn(fields, text, today);
  const found = names.length === 0 ? [] : findDates(text, today);
  // What fits is kept as facts are; what does not is kept as it was said, and asked about.
  return {
    ...Object.fromEntries(names.flatMap((name, at) => (found[at] === undefined ? [] : [[name, found[at]]]))),
    ...said,
    ...checkFields(fields, said, today).values,
  };
}
