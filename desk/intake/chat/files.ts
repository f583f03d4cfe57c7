import { LARGEST_FILE, refusedBy } from '../../case/files/policy.ts';
import { recognise } from '../../routing/recognise.ts';
import { fileName } from '../attachments.ts';
import type { Attachment } from '../message.ts';
import { type Said, shownWith } from './said.ts';
import type { Talk } from './talk.ts';

/** What asking a program for a file came to. `later`: it cannot be asked now, and another attempt may change that. */
export type Fetched =
  | Readonly<{ kind: 'file'; type: string; content: Uint8Array }>
  | Readonly<{ kind: 'refused'; bytes: number; why: string }>
  | Readonly<{ kind: 'later' }>;

/**
 * Fetches one file of a chat, once the bytes that its program says it has pass `refusal`. Fetching twice is fetching once:
 * a file is kept under the hash of its content.
 */
export type FetchFile = (
  talk: Talk,
  id: string,
  refusal: (bytes: number) => string | undefined,
) => Promise<Fetched>;

/** What is said of a file that nobody could fetch. */
export const UNFETCHED = 'could not be fetched';

/** Whoever is in need is heard without their file (rows 13, 14); everybody else's words wait for it, as long as another attempt comes. */
const mayWait = ({ text }: Said, another: boolean): boolean =>
  another && recognise({ subject: '', text }).as === 'ordinary';

/**
 * The files that were shown with something said in a chat, as far as the program hands them out: no more than a mail may
 * bring (E3), each under a name that is only a name; one that the desk does not take, or cannot have, is named with its
 * reason. `another`: whether what was said comes again should this throw. Throws where the program does not answer now.
 */
export async function filesShown(
  said: Said,
  fetch: FetchFile,
  another: boolean,
): Promise<readonly Attachment[]> {
  const found: Attachment[] = [];
  let room = LARGEST_FILE;
  const refusal = (name: string) => (bytes: number) =>
    refusedBy({}, { name, bytes }) ?? (bytes > room ? 'is too large together with the others' : undefined);
  for (const { id, name: given } of shownWith(said)) {
    if (id === undefined) continue;
    const name = fileName(given, '', found.length + 1);
    const got = await fetch(said.talk, id, refusal(name));
    if (got.kind === 'later' && mayWait(said, another))
      throw new Error('a file of a chat cannot be fetched now');
    if (got.kind === 'file') {
      const { type, content } = got;
      found.push({ name, type, bytes: content.byteLength, content, inline: false });
      room -= content.byteLength;
    } else {
      const { bytes, why: refused } = got.kind === 'refused' ? got : { bytes: 0, why: UNFETCHED };
      const type = 'application/octet-stream';
      found.push({ name, type, bytes, content: new Uint8Array(), inline: false, refused });
    }
  }
  return found;
}
