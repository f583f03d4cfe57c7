import { findDates } from '../../routing/find-dates.ts';
import { type Field, type FieldType, LONGEST, type Read } from './field.ts';

type Reader = (text: string, field: Field, today: string) => Read;

const fault = (text: string): Read => ({ fault: text });

/** A day of the calendar, whichever way it was written, if there is only one way to read it. */
function dayOf(text: string, today: string): string | undefined {
  const [found, ...others] = findDates(text, today);
  return others.length === 0 ? found : undefined;
}

const date: Reader = (text, { min, max }, today) => {
  const value = dayOf(text, today);
  if (value === undefined) return fault('should be a date like 2026-12-31');
  const limit = (given: number | string | undefined) =>
    given === undefined ? undefined : given === 'today' ? today.slice(0, 10) : String(given);
  const [first, last] = [limit(min), limit(max)];
  if (first !== undefined && value < first) return fault(`should not be before ${first}`);
  if (last !== undefined && value > last) return fault(`should not be after ${last}`);
  return { value };
};

/** Digits with at most two behind the point or comma, a currency around them: what can be read in only one way. */
const NUMBER = /^(?:[a-z]{3}|[€$£])?\s*(-?\d{1,15}(?:[.,]\d{1,2})?)\s*(?:[a-z]{3}|[€$£])?$/i;

const number: Reader = (text, { min, max }) => {
  const digits = NUMBER.exec(text)?.[1];
  if (digits === undefined) return fault('should be a number like 1200 or 12.50');
  const value = Number(digits.replace(',', '.'));
  if (min !== undefined && value < Number(min)) return fault(`should be at least ${min}`);
  if (max !== undefined && value > Number(max)) return fault(`should be at most ${max}`);
  return { value: String(value) };
};

const choice: Reader = (text, { options = [] }) => {
  const value = options.find((option) => option.toLowerCase() === text.toLowerCase());
  return value === undefined ? fault(`should be one of: ${options.join(', ')}`) : { value };
};

const person: Reader = (text) => {
  const address = /^(?:[^<>]*<)?([^\s<>@]+@[^\s<>@]+\.[^\s<>@]+?)>?$/.exec(text)?.[1];
  return address === undefined ? fault('should be a mail address') : { value: address.toLowerCase() };
};

const yesNo: Reader = (text) => {
  if (/^(yes|y|true)[.!]?$/i.test(text)) return { value: 'yes' };
  return /^(no|n|false)[.!]?$/i.test(text) ? { value: 'no' } : fault('should be yes or no');
};

const words: Reader = (text, { min, max, pattern }) => {
  const most = Math.min(Number(max ?? LONGEST), LONGEST);
  if (text.length > most) return fault(`should have at most ${most} letters`);
  if (min !== undefined && text.length < Number(min)) return fault(`should have at least ${min} letters`);
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(text))
    return fault('does not have the form it should have');
  return { value: text };
};

const READERS: Readonly<Record<FieldType, Reader>> = {
  text: words,
  date,
  number,
  choice,
  person,
  'yes-no': yesNo,
};

/** What somebody gave for a field, as one line; a form may send numbers and yes or no as JSON has them. */
const lineOf = (given: unknown): string => {
  if (typeof given === 'boolean') return given ? 'yes' : 'no';
  return typeof given === 'string' || typeof given === 'number'
    ? String(given).replace(/\s+/g, ' ').trim()
    : '';
};

/** Reads what was given for a field, or says why it does not fit. `today` (ISO) tells the year of a date without one. */
export function readValue(field: Field, given: unknown, today: string): Read | undefined {
  const text = lineOf(given);
  if (text === '') return field.optional ? undefined : fault('is missing');
  // Nothing longer is read: the readers of dates and patterns are made for one line.
  if (text.length > 2 * LONGEST) return fault(`should have at most ${LONGEST} letters`);
  return READERS[field.type](text, field, today);
}
