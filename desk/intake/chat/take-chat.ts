import { isRefusal } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import { book, bookAgain, isBooked } from '../book.ts';
import { dedupeKey } from '../dedupe.ts';
import { FROM_CHAT, type LedgerEntry } from '../ledger-entry.ts';
import type { Attachment, Message, Verdicts } from '../message.ts';
import { place } from '../place.ts';
import { type FetchFile, filesShown } from './files.ts';
import { caseOfChat, chatThread } from './find-chat.ts';
import type { Chatter } from './note.ts';
import { conversationKey, type Said, shownWith } from './said.ts';
import type { Talk } from './talk.ts';
import { tellOfFiles } from './tell-of-files.ts';

/** Who somebody in a chat is: asked of the program, or remembered. */
export type Who = (talk: Talk) => Promise<Chatter>;

/** What the programs are asked while something is taken in. */
export type Chats = Readonly<{
  who: Who;
  fetch: FetchFile;
  /** Whether what was said comes again, should it not be taken in now. */
  another: boolean;
}>;

/** As much of the first line as may stand for a subject. */
const LONGEST_SUBJECT = 100;

/** What the books say instead of an object of the mail bucket: which event of which program it was. */
const rawOf = ({ event }: Said): string => FROM_CHAT + event;

/** What is said of a message by a program that signs every event: nothing forged, nothing to scan. */
const verdicts = (verified: boolean): Verdicts => ({
  spf: 'none',
  dkim: 'none',
  dmarc: verified ? 'pass' : 'none',
  spam: 'pass',
  virus: 'pass',
});

/** The books' key of something said: the same by which its thread is found. */
const keyOf = (desk: Ports, messageId: string): string => {
  const { frontDoor } = desk.settings;
  return dedupeKey({ messageId, from: undefined, subject: '', text: '', recipients: [frontDoor] }, [
    frontDoor,
  ]);
};

function messageOf(
  { text, ...said }: Said,
  key: string,
  { address, name, verified }: Chatter,
  attachments: readonly Attachment[],
): Message {
  const names = shownWith(said).map((file) => file.name);
  const shown = names.length === 0 ? [] : [`(Shown in the chat: ${names.join(', ')})`];
  const words = [text, ...shown].filter((line) => line !== '').join('\n\n');
  const [first = ''] = words.split('\n');
  return {
    messageId: undefined,
    dedupeKey: key,
    from: { address, ...(name !== undefined && { name }) },
    returnPath: undefined,
    recipients: [],
    subject: first.slice(0, LONGEST_SUBJECT).toWellFormed(),
    text: words,
    newText: words,
    inReplyTo: [],
    references: [],
    verdicts: verdicts(verified),
    attachments,
    automation: { kind: 'human', evidence: [] },
  };
}

/** What the person goes on to say within the conversation belongs to the same matter. */
async function remember(desk: Ports, { talk }: Said, key: string): Promise<void> {
  const conversation = conversationKey(talk);
  const caseId = conversation === undefined ? undefined : (await desk.ledger.find(key))?.caseId;
  if (conversation !== undefined && caseId !== undefined)
    await desk.chats.keep(conversation, { at: desk.now(), caseId });
}

/** What nobody said: kept in the books with its cause, and never answered, so that no two programs talk to each other (C6). */
async function takeNote(desk: Ports, said: Said, cause: string): Promise<void> {
  const caseId = await caseOfChat(desk, said);
  if (caseId === undefined && !said.addressed) return;
  const key = keyOf(desk, `${said.talk.app}/event/${said.event}`);
  const known = caseId !== undefined && { caseId };
  await book(desk, { key, at: desk.now(), class: 'suppressed', cause, raw: rawOf(said), ...known });
}

/**
 * Takes in something said in a chat, through the same stages as a mail: one ledger row, and a new case, a place in a
 * thread, or the cause why neither (C3). What others say in a channel, neither to the desk nor in a thread of it, is not
 * the desk's and leaves no trace. Files are fetched before anything is written, so whoever works on the case finds them there.
 * Repeating is safe: the row is written once, in the transaction of everything it causes.
 */
export async function takeChat(desk: Ports, said: Said, { who, fetch, another }: Chats): Promise<void> {
  if (said.but !== undefined) return takeNote(desk, said, said.but);
  if (!said.addressed && (await caseOfChat(desk, said)) === undefined) return;
  const key = keyOf(desk, said.message);
  const ledger = { key, at: desk.now(), raw: rawOf(said) };
  if (said.text === '' && (said.files ?? []).length === 0)
    return book(desk, { ...ledger, class: 'suspended', cause: 'empty' });
  try {
    if (isBooked(await desk.ledger.find(key), ledger.raw)) await bookAgain(desk, ledger);
    else {
      const message = messageOf(said, key, await who(said.talk), await filesShown(said, fetch, another));
      const door = { thread: chatThread(desk, said), chat: said.talk };
      await place(desk, { message, ledger, raw: ledger.raw, door });
    }
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
    await bookAgain(desk, ledger);
  }
  await remember(desk, said, key);
  if (shownWith(said).some(({ id }) => id !== undefined)) await tellOfFiles(desk, key);
}

/** Books what keeps failing as it becomes a dead letter; once it is sent again and taken in, the row is replaced (E16). */
export async function deadChat(desk: Ports, said: Said, error: unknown): Promise<void> {
  const cause = isRefusal(error) ? error.code : error instanceof Error ? error.name : 'unknown';
  const entry: LedgerEntry = {
    key: keyOf(desk, said.message),
    at: desk.now(),
    class: 'dead-lettered',
    cause,
    raw: rawOf(said),
  };
  try {
    await desk.ledger.record(entry);
  } catch (refused) {
    if (!isRefusal(refused, 'duplicate')) throw refused;
  }
}
