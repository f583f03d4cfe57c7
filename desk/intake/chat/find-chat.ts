import { mayReopen } from '../../case/may-reopen.ts';
import { survivorOf } from '../../case/survivor.ts';
import type { Ports } from '../../ports.ts';
import { type Thread, viaOf } from '../find-thread.ts';
import { isGratitude } from '../gratitude.ts';
import type { Door } from '../place.ts';
import { conversationKey, type Said, threadKey } from './said.ts';
import { IDLE_MINUTES } from './talk.ts';

/** The case of a thread: what its first message became, or what the desk itself began the thread about. */
async function ofThread(desk: Ports, { talk, message }: Said): Promise<string | undefined> {
  const key = threadKey(talk);
  if (key === undefined || key === message) return undefined;
  return (await desk.ledger.caseOfMessage(key)) ?? (await desk.chats.find(key))?.caseId;
}

/** The case of a conversation that is still going on: people write one matter in several lines (row 55). */
async function ofConversation(desk: Ports, { talk, message }: Said): Promise<string | undefined> {
  const key = conversationKey(talk);
  // Whoever answers under a message speaks of that message, whatever was said last.
  if (key === undefined || threadKey(talk) !== message) return undefined;
  const note = await desk.chats.find(key);
  const idle = note !== undefined && Date.parse(desk.now()) - Date.parse(note.at) > IDLE_MINUTES * 60_000;
  const found = note?.caseId === undefined || idle ? undefined : await desk.cases.find(note.caseId);
  return found === undefined || (await survivorOf(desk, found)).status === 'closed' ? undefined : found.id;
}

/** Which case something said in a chat belongs to, by its thread or by the conversation it goes on with. */
export const caseOfChat = async (desk: Ports, said: Said): Promise<string | undefined> =>
  said.fresh === true ? undefined : ((await ofThread(desk, said)) ?? ofConversation(desk, said));

/**
 * How the thread of something said in a chat is found. The program says who spoke, so whoever is the requester is so by
 * evidence nobody can forge; others are heard and take no part by it, since they read along anyway.
 */
export const chatThread =
  (desk: Ports, said: Said): Door['thread'] =>
  async (message, { address }): Promise<Thread> => {
    const id = await caseOfChat(desk, said);
    const named = id === undefined ? undefined : await desk.cases.find(id);
    if (named === undefined) return { byToken: false, related: undefined };
    const found = await survivorOf(desk, named);
    const goesOn = found.status !== 'closed' || isGratitude(message) || (await mayReopen(desk, found));
    if (!goesOn) return { byToken: false, related: undefined, follows: found };
    const byToken = named.requester.address === address;
    return { found, byToken, related: undefined, ...viaOf(named, found, address) };
  };
