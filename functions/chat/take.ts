import type { FetchFile } from '#desk/intake/chat/files.ts';
import type { Said } from '#desk/intake/chat/said.ts';
import { deadChat, takeChat } from '#desk/intake/chat/take-chat.ts';
import { required } from '../environment.ts';
import { logFailure } from '../shell/log.ts';
import { eachMessage } from '../shell/queue.ts';
import { desk } from '../writing-desk.ts';
import { whoIs } from './people.ts';
import { fetchSlackFile } from './slack-file.ts';

/** So long for all files of one message; the queue gives it a minute. */
const FILES_MS = 25_000;

/** Fetches the files of one message; only Slack hands them out by their ids. */
function fetching(): FetchFile {
  const until = AbortSignal.timeout(FILES_MS);
  return async ({ app }, id, refusal) => {
    if (app !== 'slack') throw new Error(`${app} hands out no files`);
    return fetchSlackFile(id, refusal, until);
  };
}

/** What cannot even be booked is in the dead letters all the same, and their alarm rings. */
async function book(said: Said, cause: unknown): Promise<void> {
  try {
    await deadChat(desk(), said, cause);
  } catch (error) {
    logFailure('error', 'a dead letter has no row in the ledger', { key: said.event }, error);
  }
}

/**
 * Fed by the queue of the chats: one message is one thing said, as its door read it. Repeating is safe: see `takeChat`.
 * At the last attempt what cannot be taken in is booked, since its message becomes a dead letter (E16).
 */
export const handler = eachMessage(async (body, received) => {
  const said = body as Said;
  const another = received < Number(required('INTAKE_ATTEMPTS'));
  try {
    await takeChat(desk(), said, { who: whoIs(desk()), fetch: fetching(), another });
  } catch (error) {
    if (!another) await book(said, error);
    throw error;
  }
});
