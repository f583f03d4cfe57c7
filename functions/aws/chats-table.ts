import type { ChatNote } from '#desk/intake/chat/note.ts';
import type { Ports } from '#desk/ports.ts';
import { key } from './cases-keys.ts';
import { getItem, putItem, type Table } from './table.ts';

/** What nobody has spoken of for a year is forgotten: the case and its history are kept elsewhere. */
const KEPT_SECONDS = 365 * 86_400;

/** What the desk knows of places and people in chats. */
export const chatsTable = (table: Table): Ports['chats'] => ({
  find: async (name) => {
    const found = await getItem(table, key.chat(name));
    if (found === undefined) return undefined;
    const { pk: _pk, sk: _sk, expiresAt: _ttl, ...note } = found;
    return note as ChatNote;
  },
  keep: async (name, note) => {
    const expiresAt = Math.floor(Date.parse(note.at) / 1000) + KEPT_SECONDS;
    await putItem(table, { ...key.chat(name), ...note, expiresAt });
  },
});
