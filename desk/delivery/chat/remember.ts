import type { Case } from '../../case/case.ts';
import { aloneKey, conversationKey, threadKey } from '../../intake/chat/said.ts';
import type { Talk } from '../../intake/chat/talk.ts';
import type { Ports } from '../../ports.ts';

/**
 * Remembers that what is answered to a post of ours belongs to its case: under it, or next in the conversation the desk
 * has with this person alone. Before the post is marked, so that a crash in between does it again.
 */
export async function remember(
  desk: Ports,
  { id: caseId }: Case,
  to: Talk,
  posted: Readonly<{ channel: string; thread: string }>,
): Promise<void> {
  if (!to.direct) return;
  const at = desk.now();
  const stands: Talk = { ...to, ...posted };
  const thread = threadKey(stands);
  const conversation = conversationKey(stands);
  if (to.thread === undefined) await desk.chats.keep(aloneKey(caseId), { at, ...posted });
  if (thread !== undefined && to.thread === undefined) await desk.chats.keep(thread, { at, caseId });
  if (conversation !== undefined) await desk.chats.keep(conversation, { at, caseId });
}
