import { type ChatWire, sendChat } from '#desk/delivery/chat/send-chat.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import { send } from '../aws/queues.ts';
import { required } from '../environment.ts';
import { eachMessage } from '../shell/queue.ts';
import { desk } from '../writing-desk.ts';
import { postToSlack } from './slack-post.ts';
import { postToTeams } from './teams-post.ts';

const wire: ChatWire = {
  post: (to, said, begun) => (to.app === 'slack' ? postToSlack(to, said, begun) : postToTeams(to, said)),
  again: (out, attempt, seconds) =>
    send(required('CHAT_POST_QUEUE'), [{ body: { ...out, attempt }, delaySeconds: seconds }]),
  byMail: (out) => send(required('MAIL_QUEUE'), [{ body: out }]),
};

/** Fed by the queue of what is to be said in chats: one message is one text. Repeating is safe: see `sendChat`. */
export const handler = eachMessage(async (body) => {
  const { caseId, effect, attempt = 1 } = body as Outgoing & { attempt?: number };
  if (effect.kind !== 'chat') throw new Error(`'${effect.kind}' is not said in a chat`);
  await sendChat(desk(), caseId, effect, wire, attempt);
});
