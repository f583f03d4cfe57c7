import type { Field } from '#desk/case/fields/field.ts';
import { escaped } from './page.ts';

/** The kinds of input browsers know. */
const INPUTS = { text: 'text', date: 'date', number: 'number', person: 'email' } as const;

const attribute = (name: string, value: number | string | undefined) =>
  value === undefined ? '' : ` ${name}="${escaped(String(value))}"`;

const chosen = (name: string, options: readonly string[], given: string) =>
  `<select id="${name}" name="${name}"><option value=""></option>${options
    .map((each) => `<option${each === given ? ' selected' : ''}>${escaped(each)}</option>`)
    .join('')}</select>`;

/** What one line of a form takes its value from; the desk checks it again, whatever the browser let through. */
function input({ type, min, max, options = [], hint }: Field, name: string, given: string): string {
  if (type === 'choice') return chosen(name, options, given);
  if (type === 'yes-no') return chosen(name, ['yes', 'no'], given);
  const limits = type === 'number' ? attribute('min', min) + attribute('max', max) : '';
  const step = type === 'number' ? ' step="any"' : '';
  const described = hint === undefined ? '' : ` aria-describedby="${name}-hint"`;
  return `<input id="${name}" name="${name}" type="${INPUTS[type]}" value="${escaped(given)}"${limits}${step}${described}>`;
}

/** One field of a form, with its label and hint, as a telephone and a screen reader need them. */
export function fieldInput(field: Field, given: string): string {
  const name = escaped(field.name);
  const { label, hint, optional } = field;
  return `<label for="${name}">${escaped(label)}${optional ? ' (optional)' : ''}</label>
${input(field, name, given)}${hint === undefined ? '' : `\n<small id="${name}-hint">${escaped(hint)}</small>`}`;
}
