/**
 * What a sign is made of: for each thing people write about, the ways they say it, as regular expressions over a text in
 * small letters with single spaces. `@` stands for a few words on the way, never across the end of a sentence.
 */
export type Signs<Topic extends string = string> = Readonly<Record<Topic, readonly string[]>>;

/** A sign that was found: what it speaks of, and the very words. Kept with the case, so people see why (row 56). */
export type Found<Topic extends string = string> = Readonly<{ topic: Topic; words: string }>;

/** No more of a message is read than this (characters): what matters is said before, or again at the end. */
const READ = 20_000;

/** A text as signs are looked for in it. */
export function readable(text: string): string {
  const read = text.length <= READ ? text : `${text.slice(0, READ / 2)}\n${text.slice(-READ / 2)}`;
  return read
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[’‘`´]/g, "'")
    .replace(/[\u200b-\u200d\u00ad\ufeff]/g, '')
    .replace(/[ \t\r\n]+/g, ' ');
}

/** Languages that put no spaces between words have no edges of words either. */
const SPACELESS = /[\u3040-\u30ff\u4e00-\u9fff]/;

/**
 * Letters of a readable text: everything from Latin with accents on, but for the signs between. As ranges, because the
 * tables behind `\p{L}` make hundreds of expressions slow to begin with, and these are in the way of every case.
 */
const LETTERS = 'a-z\\u00c0-\\u1fff\\u2c00-\\ud7ff';

const compiled = (way: string): RegExp => {
  const body = way.replaceAll('@', '[^.!?;]{0,30}?').replaceAll('\\p{L}', `[${LETTERS}]`);
  return SPACELESS.test(way)
    ? new RegExp(body, 'u')
    : new RegExp(`(?<![${LETTERS}0-9])(?:${body})(?![${LETTERS}0-9])`, 'u');
};

/** Looks for signs; answers with the first way of each topic that is in the text. Pure and total. */
export function reader<Topic extends string>(signs: Signs<Topic>): (text: string) => readonly Found<Topic>[] {
  const topics = Object.entries(signs) as [Topic, readonly string[]][];
  const ways = topics.map(([topic, said]) => [topic, said.map(compiled)] as const);
  return (text) =>
    ways.flatMap(([topic, each]) => {
      const words = each.map((way) => way.exec(text)?.[0]).find((found) => found !== undefined);
      return words === undefined ? [] : [{ topic, words: words.trim().slice(0, 80) }];
    });
}
