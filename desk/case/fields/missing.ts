import type { Catalogue } from '../../department.ts';
import type { Placement } from '../events.ts';
import { checkFields, type FieldFault } from './check-fields.ts';
import type { Field } from './field.ts';

type Known = Pick<Placement, 'department' | 'service'> &
  Readonly<{ facts: Readonly<Record<string, string>> }>;

/** What the service of a case asks for. */
export const fieldsOf = (
  catalogue: Catalogue,
  { department, service }: Omit<Known, 'facts'>,
): readonly Field[] => catalogue.service(department, service).fields ?? [];

/** What has still to be said before a case's process can begin its work: what is missing, and what does not fit (row 18). */
export const missingOf = (catalogue: Catalogue, known: Known, today: string): readonly FieldFault[] =>
  checkFields(fieldsOf(catalogue, known), known.facts, today).faults;
