import type { Case } from '../../case/case.ts';
import { isQuiet } from '../../case/quiet.ts';
import { aloneKey } from '../../intake/chat/said.ts';
import type { Talk } from '../../intake/chat/talk.ts';
import { replyAddress } from '../../intake/tokens.ts';
import type { Ports } from '../../ports.ts';
import type { AskedIn } from '../asked-in.ts';
import { linksOf } from '../links.ts';
import { textOf } from '../texts.ts';
import type { Link } from '../told.ts';
import { alsoByMail, spokenText, WHO_ARE_YOU, WRITTEN_DIRECTLY } from './chat-text.ts';
import type { Chat } from './send-chat.ts';

/** One thing to be said in one place. */
export type Post = Readonly<{
  /** Of its own delivery row. */
  id: string;
  to: Talk;
  paragraphs: readonly string[];
  links: readonly Link[];
}>;

/** What is said, whoever reads along. */
async function spoken(desk: Ports, of: Case, effect: Chat, asked: AskedIn) {
  if (!of.verified && effect.template === 'acknowledgement') return { paragraphs: [WHO_ARE_YOU], links: [] };
  const body = effect.body === undefined ? undefined : await desk.bodies.get(effect.body);
  const text = textOf(effect.template, {
    of,
    catalogue: desk.catalogue,
    values: effect.values ?? {},
    links: await linksOf(desk, { ...effect, to: [of.requester.address] }, of, asked.task),
    ...(body !== undefined && { words: body.text }),
    ...asked,
  });
  return { paragraphs: spokenText(text), links: text.links };
}

/** Where the person of a case is written to alone: the conversation that was begun about it, if one was. */
async function aloneWith(desk: Ports, of: Case, { app, team, user, service }: Talk): Promise<Talk> {
  const note = await desk.chats.find(aloneKey(of.id));
  return {
    app,
    team,
    user,
    direct: true,
    ...(service !== undefined && { service }),
    ...(note?.channel !== undefined && { channel: note.channel }),
    ...(note?.thread !== undefined && { thread: note.thread }),
  };
}

/**
 * Who hears what. Where nobody else reads along, everything is said in the thread. Where others do, a confidential matter
 * or somebody's distress is written to the person alone, and the thread only says so, once (row 14); of any other matter
 * the links are, since whoever opens one acts as the person.
 */
export async function postsOf(
  desk: Ports,
  of: Case,
  talk: Talk,
  effect: Chat,
  asked: AskedIn,
): Promise<readonly Post[]> {
  const { paragraphs, links } = await spoken(desk, of, effect, asked);
  const post = (word: string, to: Talk, said: readonly string[], shown: readonly Link[] = []): Post => ({
    id: `${effect.id}-${word}`,
    to,
    paragraphs: said,
    links: shown,
  });
  const [key] = await desk.keys();
  const tells = effect.template === 'acknowledgement' && of.verified && !isQuiet(of);
  const also = tells ? [alsoByMail(replyAddress(desk.settings.frontDoor, of.id, key))] : [];
  if (talk.direct && talk.thread !== undefined) return [post('chat', talk, [...paragraphs, ...also], links)];

  const alone = await aloneWith(desk, of, talk);
  const discreet = of.confidential || isQuiet(of);
  if (talk.direct || discreet || talk.thread === undefined) {
    const first = !talk.direct && alone.thread === undefined && talk.thread !== undefined;
    return [
      // Said first: after a crash nobody could tell any more that this was the first time.
      ...(first ? [post('pointer', talk, [WRITTEN_DIRECTLY])] : []),
      post('chat', alone, [...paragraphs, ...also], links),
    ];
  }
  const apart = links.length === 0 ? [] : [post('apart', alone, [`About ${of.reference}:`], links)];
  return [post('chat', talk, paragraphs), ...apart];
}
