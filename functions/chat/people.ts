import type { Chatter } from '#desk/intake/chat/note.ts';
import { personKey } from '#desk/intake/chat/said.ts';
import { slackChatter } from '#desk/intake/chat/slack/read-user.ts';
import type { Who } from '#desk/intake/chat/take-chat.ts';
import type { Talk } from '#desk/intake/chat/talk.ts';
import type { Ports } from '#desk/ports.ts';
import { slackUser } from './slack-api.ts';
import { teamsChatter } from './teams-people.ts';

/** Who somebody is is asked again after a day: people change their names and leave. */
const KEPT_MS = 86_400_000;

const asked = async (talk: Talk): Promise<Chatter> =>
  talk.app === 'slack' ? slackChatter(talk, await slackUser(talk.user)) : teamsChatter(talk);

/** Who somebody in a chat is: as the desk remembers, or as the program says now. */
export const whoIs =
  (desk: Ports): Who =>
  async (talk) => {
    const key = personKey(talk);
    const note = await desk.chats.find(key);
    const now = desk.now();
    if (note?.person !== undefined && Date.parse(now) - Date.parse(note.at) < KEPT_MS) return note.person;
    const person = await asked(talk);
    await desk.chats.keep(key, { at: now, person });
    return person;
  };
