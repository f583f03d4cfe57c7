import { readFileSync } from 'node:fs';
import { withoutQuote } from '#desk/intake/quotes.ts';
import { read } from './corpus.ts';

/** What a person truly wrote, told by eye: without the quote, without the signature. */
type Written = Readonly<{ client: string; language: string; text: string }>;

const written = JSON.parse(readFileSync(new URL('./written.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Written>
>;

/** How well the new words of replies are told from the rest (E12). */
export type Score = Readonly<{ mails: number; exact: number; lost: number; leftover: number }>;

const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** How many words of one text another does not have. */
function missing(from: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of other) left.set(word, (left.get(word) ?? 0) + 1);
  return from.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count <= 0;
  }).length;
}

const NOTHING: Score = { mails: 0, exact: 0, lost: 0, leftover: 0 };
const plus = (sum: Score, got: string, wanted: string): Score => ({
  mails: sum.mails + 1,
  exact: sum.exact + (got === wanted ? 1 : 0),
  lost: sum.lost + missing(words(wanted), words(got)),
  leftover: sum.leftover + missing(words(got), words(wanted)),
});

/** The scores of the whole corpus: of the mails as they arrive, and of their text parts alone; by client and language. */
export async function accuracy(): Promise<
  Readonly<{ whole: Score; textAlone: Score; by: ReadonlyMap<string, Score> }>
> {
  let [whole, textAlone] = [NOTHING, NOTHING];
  const by = new Map<string, Score>();
  for (const [name, { client, language, text }] of Object.entries(written)) {
    const mail = await read(name);
    whole = plus(whole, mail.newText, text);
    textAlone = plus(textAlone, withoutQuote(mail.text), text);
    for (const group of [`client ${client}`, `language ${language}`])
      by.set(group, plus(by.get(group) ?? NOTHING, mail.newText, text));
  }
  return { whole, textAlone, by };
}
