/** What a question says without changing what is asked. */
const EMPTY = new Set(
  `a about also an and any are as at be been by can could did do does exactly for from give has have hello hi how i if in
  into is it its just kindly know let likely me may might must need needs of on one or our out please planned roughly say shall
  should so some such tell than that the their them then there these they this those to us want was we were will with would
  yes you your`.split(/\s+/),
);

/** What kind of thing is asked for: two questions that differ in it are two questions. */
const ASKS: readonly (readonly [string, RegExp])[] = [
  ['amount', /\bhow (many|much|large|big)\b/],
  ['time', /\b(when|how (long|often|soon)|by which (day|date)|(which|what) (day|date|time))\b/],
  ['place', /\b(where|(which|what) (place|location|site|country|room))\b/],
  ['person', /\b(who|whom|whose)\b/],
  ['reason', /\bwhy\b/],
];

/** Two wordings say the same from this share of common words on (Dice: twice the common ones by all of both). */
const ALIKE = 0.7;

/** English endings that change nothing about what is meant: `users` and `user`, `hosted` and `host`. */
const stem = (word: string): string =>
  word.length <= 3 ? word : word.replace(/(?<=[^s])s$/, '').replace(/(?<=..[^aeiou])(ing|ed|er|e)$/, '');

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words that carry a question, each once, in one order. */
const carrying = (text: string): readonly string[] =>
  [
    ...new Set(
      wordsOf(text)
        .filter((word) => !EMPTY.has(word))
        .map(stem),
    ),
  ]
    .filter(
      (word) =>
        !['wher', 'when', 'who', 'whom', 'whos', 'why', 'which', 'what', 'many', 'much'].includes(word),
    )
    .sort();

const kindOf = (text: string): string =>
  ASKS.filter(([, pattern]) => pattern.test(wordsOf(text).join(' ')))
    .map(([kind]) => kind)
    .join();

/** Numbers, and names within a sentence: Berlin and Paris, 2026 and 2027. */
const named = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![.?!]\s*|^\s*)\b\p{Lu}[\p{L}\p{N}]*|\p{N}+/gu)]
    .map(([name]) => name.toLowerCase())
    .filter((name) => !EMPTY.has(name))
    .sort();

const same = (a: readonly string[], b: readonly string[]): boolean => a.join(' ') === b.join(' ');

const negated = (text: string): boolean => /\b(no|not|never|without)\b|n't\b/i.test(text);

/**
 * Whether two wordings ask the same, by their words alone, so that the same two always do (row 38). They ask for the same
 * kind of thing (a time, a place, …), both or neither say no, they name no different names and numbers, and of the words
 * that carry them seven in ten are common. What only a reader would recognise is not: then somebody is asked twice,
 * which is better than an answer to something else.
 */
export function isAlike(one: string, other: string): boolean {
  if (same(wordsOf(one), wordsOf(other))) return carrying(one).length > 0;
  const kind = kindOf(one);
  if (kind !== kindOf(other) || negated(one) !== negated(other)) return false;
  const [names, others] = [named(one), named(other)];
  if (names.length > 0 && others.length > 0 && !same(names, others)) return false;
  const [mine, theirs] = [carrying(one), carrying(other)];
  const common = mine.filter((word) => theirs.includes(word)).length;
  // One word alone says enough only together with what is asked of it: how many users, but not: access.
  const enough = kind === '' ? 2 : 1;
  return common >= enough && (2 * common) / (mine.length + theirs.length) >= ALIKE;
}

/** The topic of a question that nobody gave one: the words that carry it. */
export const topicOf = (question: string): string =>
  carrying(question).slice(0, 8).join('-').slice(0, 80) || 'question';
