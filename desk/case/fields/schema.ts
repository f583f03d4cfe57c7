import { type Field, LONGEST } from './field.ts';

const limits = ({ type, min, max, pattern }: Field): object => {
  if (type === 'number')
    return {
      ...(min !== undefined && { minimum: Number(min) }),
      ...(max !== undefined && { maximum: Number(max) }),
    };
  if (type !== 'text') return {};
  return {
    minLength: Number(min ?? 1),
    maxLength: Number(max ?? LONGEST),
    ...(pattern !== undefined && { pattern: `^(?:${pattern})$` }),
  };
};

const TYPES = {
  text: { type: 'string' },
  date: { type: 'string', format: 'date' },
  number: { type: 'number' },
  choice: { type: 'string' },
  person: { type: 'string', format: 'email' },
  'yes-no': { type: 'boolean' },
} as const;

/** What a service asks for as JSON Schema, for forms on other people's pages; titles and hints are the department's words. */
export const schemaOf = (fields: readonly Field[]): object => ({
  type: 'object',
  properties: Object.fromEntries(
    fields.map((field) => [
      field.name,
      {
        ...TYPES[field.type],
        title: field.label,
        ...(field.hint !== undefined && { description: field.hint }),
        ...(field.type === 'choice' && { enum: field.options ?? [] }),
        ...limits(field),
      },
    ]),
  ),
  required: fields.filter(({ optional }) => optional !== true).map(({ name }) => name),
  additionalProperties: false,
});
