/** What somebody asks for, as the web says it. */
export type Requested = Readonly<{
  subject?: string;
  text?: string;
  service?: string;
  fields?: Record<string, unknown>;
  searchedFor?: string;
  attachments?: readonly string[];
}>;

/** The longest subject that is made of a text (characters). */
const LONGEST = 80;

/** The first words of a text: what stands above it where nobody gave it a title. */
function firstWords(text: string): string {
  const line = text
    .trim()
    .split(/[\p{Cc}\u2028\u2029]/u, 1)
    .join('');
  const sentence = /^.*?[.?!](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`;
}

/** Words with a title and a text, whichever was said: an empty search is the text of its own case (row 10). */
export function titled<Of extends Pick<Requested, 'subject' | 'text' | 'searchedFor'>>(words: Of) {
  const text = words.text ?? words.searchedFor ?? '';
  return {
    ...words,
    text,
    subject: words.subject ?? (firstWords(words.searchedFor ?? text) || '(no subject)'),
  };
}
