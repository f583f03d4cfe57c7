import type { Text } from '../told.ts';

/** What is said to somebody whom the chat does not vouch for: nothing of the matter, and how they can be reached (E4). */
export const WHO_ARE_YOU =
  'We have your message, and people will look at it. This chat does not tell us your mail address: please answer with it, so that we know who asks and can reach you.';

/** All that a channel where others read along is told of what is only the person's business. */
export const WRITTEN_DIRECTLY = 'I have written to you directly.';

/** A paragraph as it is said where people do not write mails. */
const spoken = (paragraph: string): string =>
  paragraph
    .replaceAll('simply reply to this mail', 'simply answer here')
    .replaceAll('A plain reply to this mail', 'A plain answer here')
    .replaceAll('Please reply to this mail', 'Please answer here')
    .replaceAll('reply to this mail', 'answer here')
    .replaceAll('Simply reply with a line', 'Simply answer with a line');

/** What a mail would say, for a chat: its paragraphs, and its links apart, since a link of the desk acts for its reader. */
export const spokenText = ({ paragraphs }: Pick<Text, 'paragraphs'>): readonly string[] =>
  paragraphs.map(spoken).filter((paragraph) => paragraph !== '');

/** How the matter goes on by mail, said where nobody else reads along: the address carries the case's own token. */
export const alsoByMail = (address: string): string =>
  `You may also write to ${address}; it stays one matter.`;
