import { DISTRESS, type Distress, PERHAPS, PERSONAL } from './distress-words.ts';
import { DANGER, type Danger, HARMLESS } from './emergency-words.ts';
import { type Found, readable, reader } from './signs.ts';

/**
 * What a message is before anybody asks which department it is for: somebody in distress, people in danger, perhaps somebody in
 * distress, or nothing of the kind. With the words that say so, for the people who answer (row 56).
 */
export type Recognised =
  | Readonly<{ as: 'distress' | 'perhaps' | 'emergency'; because: readonly string[] }>
  | Readonly<{ as: 'ordinary' }>;

const distress = reader(DISTRESS);
const perhaps = reader(PERHAPS);
const danger = reader(DANGER);
const personal = reader(PERSONAL);

const HARMLESS_PHRASES = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${HARMLESS.harmless.join('|')})(?![\\p{L}\\p{N}])`,
  'gu',
);

/** Where both are said, these stay among the few people of care, who know whom to call; all else is danger first. */
const PRIVATE: readonly Distress[] = ['self-harm', 'abuse', 'harassment'];

const said = (found: readonly Found<Distress | Danger | 'perhaps' | 'personal'>[]) =>
  found.map(({ topic, words }) => `${topic}: '${words}'`);

type Words = Readonly<{ subject: string; text: string }>;

const whole = ({ subject, text }: Words) => readable(`${subject} . ${text}`);

/**
 * Recognises distress and danger from words alone, before any department is scored (rows 13, 14). Transparent on purpose:
 * lists that people can read and correct, no model. It prefers to take too much: what may be distress goes to people, and
 * nothing automatic answers it.
 */
export function recognise(message: Words): Recognised {
  const text = whole(message);
  const hurt = distress(text);
  if (hurt.some(({ topic }) => PRIVATE.includes(topic))) return { as: 'distress', because: said(hurt) };
  const unsafe = danger(text.replace(HARMLESS_PHRASES, ' '));
  if (unsafe.length > 0) return { as: 'emergency', because: said(unsafe) };
  if (hurt.length > 0) return { as: 'distress', because: said(hurt) };
  const unsure = perhaps(text);
  return unsure.length > 0 ? { as: 'perhaps', because: said(unsure) } : { as: 'ordinary' };
}

/**
 * Whether a message that is no department's work speaks of somebody's own life, and by which words. Empty where it does not.
 */
export const personalWords = (message: Words): readonly string[] => said(personal(whole(message)));
