import type { Case } from '../../case/case.ts';
import { isQuiet } from '../../case/quiet.ts';
import { contactsOf } from '../../delivery/urgent-texts.ts';
import type { Catalogue } from '../../department.ts';

/** What a contact flow is answered: Connect takes a flat map of texts, to say or to branch on. */
export type Spoken = Readonly<Record<string, string>>;

/** A reference said letter by letter, with a breath between its parts: `H R, 7 K 3 F, 9 Q 2`. */
export const letterByLetter = (reference: string): string =>
  reference
    .split('-')
    .map((part) => [...part].join(' '))
    .join(', ');

/** Numbers are said digit by digit: a voice would read 112 as one hundred and twelve. */
const callFirst = (catalogue: Catalogue, of: Pick<Case, 'department' | 'facts'>): string =>
  contactsOf(catalogue, of)
    .map(({ name, number }) => `${name}: ${[...number.replace(/[\s-]/g, '')].join(' ')}.`)
    .join(' ');

/**
 * What a caller hears once the desk has their matter. In an emergency the number to call comes first (row 13). Somebody in
 * distress hears whom to call and that people are there, and neither they nor the records of the call are told a number or a
 * department (row 14). Whoever is not known is called back.
 */
export function spokenOf(catalogue: Catalogue, of: Case): Spoken {
  const { reference } = of;
  if (isQuiet(of)) {
    const spoken = `If you are in danger, or cannot wait, please call. ${callFirst(catalogue, of)} A person who is there for exactly this will hear what you said, and get in touch with you.`;
    return { outcome: 'heard', spoken };
  }
  const { name: department } = catalogue.department(of.department);
  const number = `The number of your case is ${letterByLetter(reference)}.`;
  const known = { reference, department };
  if (of.kind === 'emergency') {
    const spoken = `If anybody is in danger, call now. ${callFirst(catalogue, of)} We have alarmed our emergency team. ${number}`;
    return { ...known, outcome: 'emergency', spoken };
  }
  return of.verified
    ? { ...known, outcome: 'opened', spoken: `${department} has your request. ${number}` }
    : { ...known, outcome: 'call-back', spoken: `A person will call you back. ${number}` };
}
