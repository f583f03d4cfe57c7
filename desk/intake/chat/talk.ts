/** The programs people chat in. */
export type ChatApp = 'slack' | 'teams';

/**
 * Where in a chat somebody spoke: opaque names of the program's own, none of them an address. Without a channel nothing
 * was said in one, and the person is written to directly.
 */
export type Talk = Readonly<{
  app: ChatApp;
  /** The workspace or tenant. */
  team: string;
  /** The person, as the program knows them. */
  user: string;
  channel?: string;
  /** The message everything about the matter is answered under. */
  thread?: string;
  /** Nobody else reads along. */
  direct: boolean;
  /** Where the program wants its answers; of Teams alone, and on the list of its own hosts. */
  service?: string;
}>;

/** What the books call a place in a chat: a channel, or one message of it. */
export const placeKey = (app: ChatApp, ...names: readonly string[]): string => [app, ...names].join('/');

/** The conversation somebody has with the desk alone ends when nothing was said for so long; the case does not (row 55). */
export const IDLE_MINUTES = 30;
