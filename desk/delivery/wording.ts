import type { Catalogue } from '../department.ts';

/** Where a case may stand without its department having a word of its own for it. */
const WORDS: Readonly<Record<string, string>> = {
  merged: 'dealt with together with another matter',
  'on-hold': 'on hold',
  'handed-over': 'handed over to another department',
};

/** The department's own word for where a case stands (row 16). */
export const stageWord = (catalogue: Catalogue, department: string, stage: string): string =>
  catalogue.department(department).words.stages[stage] ?? WORDS[stage] ?? stage;

/** A due instant as people of the department's zone read it, with the zone shown (P9). */
export function inZone(catalogue: Catalogue, department: string, instant: string): string {
  const [{ zone }] = catalogue.department(department).calendars;
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: zone });
  return `${format.format(new Date(instant))} (${zone})`;
}

/** An instant in a list, by the same zone: `2 Mar 2026, 10:00`. */
export function inList(catalogue: Catalogue, department: string, instant: string): string {
  const [{ zone }] = catalogue.department(department).calendars;
  const format = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  });
  return format.format(new Date(instant));
}

/** The first sentence of a question: what stands above it, in a subject or on a page. */
export const firstSentence = (question: string): string =>
  /^.*?[.?!](?=\s|$)/s.exec(question)?.[0] ?? question;

/** `returnDate` and `return-date` as people write them: `Return date`. */
export const label = (name: string): string => {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};
