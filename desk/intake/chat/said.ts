import { placeKey, type Talk } from './talk.ts';

/** A file as it was shown: its name, and the program's own name of it where the program hands it out. */
export type Shown = Readonly<{ name: string; id?: string }>;

/** Something said in a chat, as its door read it: what the desk takes in, or takes note of. */
export type Said = Readonly<{
  talk: Talk;
  /** The message's own place: the same for every event that tells of it, so that it is taken in once (C1). */
  message: string;
  /** The event's id: told twice it is one event, another event of the same message is a second copy. */
  event: string;
  /** The words, without the marks of the program. */
  text: string;
  /** Files that were shown with it; one that was queued before their ids were kept is its name alone. */
  files?: readonly (Shown | string)[];
  /** Said to the desk: directly, by its name, or by a command. What is not counts only in a thread of the desk's. */
  addressed: boolean;
  /** A command or a shortcut: it begins a matter of its own wherever it is given. */
  fresh?: true;
  /** Nobody's words: of another program, of the desk itself, or a change of what was said. Powerless (C6). */
  but?: 'bot' | 'own-loop' | 'edited' | 'deleted';
}>;

/** The files that were shown with something said. */
export const shownWith = ({ files = [] }: Pick<Said, 'files'>): readonly Shown[] =>
  files.map((file) => (typeof file === 'string' ? { name: file } : file));

/** What the books call a thread: its first message. Undefined where nothing was said in a channel. */
export const threadKey = ({ app, team, channel, thread }: Talk): string | undefined =>
  channel === undefined || thread === undefined ? undefined : placeKey(app, team, channel, thread);

/** What the books call the conversation somebody has with the desk alone; undefined where others read along. */
export const conversationKey = ({ app, team, channel, direct }: Talk): string | undefined =>
  channel === undefined || !direct ? undefined : placeKey(app, team, channel);

/** What the books call a person of a chat. */
export const personKey = ({ app, team, user }: Talk): string => placeKey(app, team, 'person', user);

/** Where a case's requester is written to alone. */
export const aloneKey = (caseId: string): string => `alone/${caseId}`;
