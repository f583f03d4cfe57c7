import type { Case } from '../../case/case.ts';
import { change } from '../../case/commit.ts';
import { happened } from '../../case/events.ts';
import { addressed, isUrgent } from '../../case/quiet.ts';
import { DeskError } from '../../errors.ts';
import type { Talk } from '../../intake/chat/talk.ts';
import type { Ports } from '../../ports.ts';
import { askedIn } from '../asked-in.ts';
import { isCaptured } from '../capture.ts';
import { countAutomatic } from '../count-automatic.ts';
import type { Effect, Outgoing } from '../effect.ts';
import { WORDS } from '../send-mail.ts';
import { type Post, postsOf } from './posts.ts';
import { remember } from './remember.ts';

/** What is to be said in a chat. */
export type Chat = Extract<Effect, { kind: 'chat' }>;

/** What became of one post: where it stands; later, after so many seconds where the program says so; or never there. */
export type Posted =
  | Readonly<{ kind: 'posted'; channel: string; thread: string }>
  | Readonly<{ kind: 'later'; seconds?: number; note: string }>
  | Readonly<{ kind: 'gone'; cause: string }>;

/** How the desk speaks in chats. */
export type ChatWire = Readonly<{
  /** Posts once; `begun`: an earlier attempt may have been heard, so it is looked for first. */
  post(to: Talk, post: Pick<Post, 'id' | 'paragraphs' | 'links'>, begun: boolean): Promise<Posted>;
  /** Hands it back to the queue, to be tried again after so many seconds (at most 900). */
  again(out: Outgoing, attempt: number, seconds: number): Promise<void>;
  /** Hands it to the mails instead. */
  byMail(out: Outgoing): Promise<void>;
}>;

/** Seconds to wait after the first, second, … attempt; then the mail takes over: about half an hour. */
const WAITS: readonly number[] = [2, 10, 60, 300, 900, 900];
const LONGEST_WAIT = 900;

/** What the process waits for an answer to is said however much was said today. */
const QUESTIONS: ReadonlySet<string> = new Set(['missing', 'inquiry']);

/**
 * The chat takes nothing any more (its channel is archived, our access was taken, or it is long out of order): the case
 * says so, its requester is written by mail from now on, and this too. Whose address nobody vouches for is written no mail.
 */
async function fallBack(desk: Ports, of: Case, effect: Chat, wire: ChatWire, cause: string): Promise<void> {
  await change(desk, of.id, (found) =>
    found.chat === undefined
      ? undefined
      : { events: happened(desk.now(), { kind: 'desk' }, { type: 'ChatLost', cause }), effects: [] },
  );
  if (of.verified)
    await wire.byMail({ caseId: of.id, effect: { ...effect, kind: 'mail', to: [addressed(of)] } });
}

/** Posts one thing and marks it. Says whether it is done, or what else is to be done. */
async function say(
  desk: Ports,
  of: Case,
  post: Post,
  wire: ChatWire,
  attempt: number,
): Promise<Posted | 'said'> {
  const earlier = await desk.deliveries.find(post.id);
  if (earlier !== undefined && earlier.state !== 'retrying') return 'said';
  const log = { id: post.id, caseId: of.id, kind: 'chat' as const, attempts: attempt };
  // Before, not after: whoever finds it begun looks whether it was heard.
  if (earlier === undefined) await desk.deliveries.keep({ ...log, state: 'retrying', at: desk.now() });
  const posted = await wire.post(post.to, post, earlier !== undefined);
  if (posted.kind !== 'posted') {
    const note = posted.kind === 'gone' ? posted.cause : posted.note;
    await desk.deliveries.keep({
      ...log,
      state: posted.kind === 'gone' ? 'failed' : 'retrying',
      at: desk.now(),
      note,
    });
    return posted;
  }
  await remember(desk, of, post.to, posted);
  const note = `${posted.channel} ${posted.thread}`;
  await desk.deliveries.keep({ ...log, state: 'delivered', at: desk.now(), note });
  return 'said';
}

/**
 * Says something in the chat of a case. Repeating is safe: what is marked is not said again, and what was begun and not
 * marked is looked for first (C4). The caps on automatic mail hold here too (E10). What the chat does not take now is
 * tried again; what it never takes goes by mail.
 */
export async function sendChat(
  desk: Ports,
  caseId: string,
  effect: Chat,
  wire: ChatWire,
  attempt = 1,
): Promise<'said' | 'suppressed' | 'captured' | 'later' | 'by-mail'> {
  const of = await desk.cases.find(caseId);
  if (of === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  const log = { id: `${effect.id}-chat`, caseId, kind: 'chat' as const, at: desk.now(), attempts: attempt };
  if (isCaptured(of)) {
    await desk.deliveries.keep({ ...log, state: 'captured', note: effect.template });
    return 'captured';
  }
  const { asked, over } = await askedIn(desk, effect.values);
  const first = isUrgent(of) && effect.template === 'acknowledgement';
  const counted = { recipient: of.requester.address, caseId, at: desk.now(), mail: effect.id };
  const automatic =
    over === undefined && !first && !WORDS.has(effect.template) && !QUESTIONS.has(effect.template);
  const stopped = over ?? (automatic ? await countAutomatic(desk, counted) : undefined);
  if (stopped !== undefined) {
    await desk.deliveries.keep({ ...log, state: 'suppressed', note: stopped });
    return 'suppressed';
  }
  // They went on by mail meanwhile, or the chat was lost with the message before this one.
  if (of.chat === undefined) {
    await fallBack(desk, of, effect, wire, 'moved');
    return 'by-mail';
  }
  for (const post of await postsOf(desk, of, of.chat, effect, asked)) {
    const outcome = await say(desk, of, post, wire, attempt);
    if (outcome === 'said' || outcome.kind === 'posted') continue;
    const wait = WAITS[attempt - 1];
    if (outcome.kind === 'later' && wait !== undefined) {
      const seconds = Math.min(LONGEST_WAIT, Math.max(wait, outcome.seconds ?? 0));
      await wire.again({ caseId, effect }, attempt + 1, seconds);
      return 'later';
    }
    await fallBack(desk, of, effect, wire, outcome.kind === 'gone' ? outcome.cause : 'attempts-used-up');
    return 'by-mail';
  }
  return 'said';
}
