import { type Case, isOver } from '../case/case.ts';
import { type CaseFact, happened } from '../case/events.ts';
import type { Effect } from '../delivery/effect.ts';
import { DeskError, isRefusal } from '../errors.ts';
import type { Commit, Ports } from '../ports.ts';
import { answerTask, type Receipt } from '../task/answer.ts';
import { claimByMail, isDelegate } from '../task/approval/ballot.ts';
import { castVote } from '../task/approval/cast-vote.ts';
import { readVote } from '../task/approval/read-vote.ts';
import type { Task } from '../task/task.ts';
import type { Message } from './message.ts';
import { taskOfAddress } from './tokens.ts';

/** What a reply to a question of approval comes to. */
export type VoteByMail = Readonly<{
  /** It was a vote, or came too late to be anything else: no word of it goes into the case. */
  done: boolean;
  /** What is said of it on the case besides, and what leaves. */
  facts: readonly CaseFact[];
  effects: readonly Effect[];
}>;

type Vote = NonNullable<ReturnType<typeof readVote>>;

/** The question a mail replies to, by the token in its address; one that is approved or rejected. */
async function questionOf(
  desk: Ports,
  { recipients }: Pick<Message, 'recipients'>,
): Promise<Readonly<{ task: Task; place: number }> | undefined> {
  const keys = await desk.keys();
  const named = recipients.flatMap((each) => taskOfAddress(each, desk.settings.frontDoor, keys) ?? [])[0];
  const task = named === undefined ? undefined : await desk.tasks.find(named.ref);
  return task === undefined || named === undefined ? undefined : { task, place: Number(named.place) };
}

/** Gives a vote as its question takes it; undefined where it is not this sender's to give. */
async function give(
  desk: Ports,
  { task, place }: Readonly<{ task: Task; place: number }>,
  from: string,
  vote: Vote,
  id: string,
): Promise<Receipt | undefined> {
  if (task.approval !== undefined) {
    const claim = await claimByMail(desk, task.approval, place, from);
    return claim && castVote(desk, task.ref, { ...claim, ...vote, id });
  }
  if (task.of.kind !== 'person') return undefined;
  const { address } = task.of;
  if (address !== from && !(await isDelegate(desk, from, address))) return undefined;
  const by = address === from ? from : `${from} for ${address}`;
  const answer = { ...vote, by, at: desk.now(), deliveryId: id, bodyHash: id };
  return answerTask(desk, task.ref, { kind: 'participant', id: from }, answer, () => true);
}

/** Somebody who is asked is away: said to those who look at the case, and nothing is done about it (A4, C6). */
const away = (from: string): CaseFact => ({
  type: 'NoteAdded',
  text: `${from} is asked to decide and seems to be away. They can name a deputy; nothing was changed.`,
});

const NOTHING: VoteByMail = { done: false, facts: [], effects: [] };

/**
 * Takes a reply to a question of approval (A7): a first line that is a vote, from somebody who is authenticated and has
 * that vote or stands in for whoever has. Anything else decides nothing: its sender is told so, at most as often as the
 * caps allow, and its words stay with the case. Machines are never answered and never decide (C6). Repeating is safe:
 * the vote carries the key of its mail, so the same mail finds its own vote. Undefined where it replies to no such question.
 */
export async function voteByMail(
  desk: Ports,
  message: Message,
  found: Case,
  { verified, key }: Readonly<{ verified: boolean; key: string }>,
): Promise<VoteByMail | undefined> {
  const question = await questionOf(desk, message);
  const from = message.from?.address;
  if (question === undefined || from === undefined) return undefined;
  const { task } = question;
  if (message.automation.kind !== 'human') {
    const open = task.state === 'asked' && message.automation.kind === 'ooo';
    return open ? { ...NOTHING, facts: [away(from)] } : NOTHING;
  }
  if (!verified) return NOTHING;
  const reply = (template: 'decided' | 'not-understood', text = ''): readonly Effect[] => [
    {
      kind: 'mail',
      id: `${found.id}-${task.sequence}-reply-${key.slice(0, 16)}`,
      to: [from],
      template,
      values: { text },
      // Whoever was asked knows of that case alone, also where it goes on in another one (P15).
      ...(task.caseId !== found.id && { of: task.caseId }),
    },
  ];
  const notUnderstood = (text = '') => ({
    // What was said of a matter that is over opens it for nobody.
    done: isOver(found) || task.state !== 'asked',
    facts: [],
    effects: reply('not-understood', text),
  });
  const vote = readVote(message.newText);
  if (vote === undefined) return notUnderstood();
  try {
    const receipt = await give(desk, question, from, vote, key);
    if (receipt === undefined) return notUnderstood('This is not yours to decide by mail.');
    const late = receipt.status !== 'accepted';
    return { done: true, facts: [], effects: late ? reply('decided', await lateWords(desk, task)) : [] };
  } catch (error) {
    if (isRefusal(error, 'task-over'))
      return { done: true, facts: [], effects: reply('decided', 'It is no longer open.') };
    if (!(error instanceof DeskError) || error.code === 'stale-version') throw error;
    return { ...notUnderstood(`${error.message}.`), done: true };
  }
}

/** A commit with what a reply to a question of approval says besides. */
export const besides = (commit: Commit, voted: VoteByMail | undefined, at: string): Commit =>
  voted === undefined
    ? commit
    : {
        ...commit,
        events: [...commit.events, ...happened(at, { kind: 'desk' }, ...voted.facts)],
        effects: [...commit.effects, ...voted.effects],
      };

/** Who decided before this mail came. */
async function lateWords(desk: Ports, { ref }: Task): Promise<string> {
  const answer = (await desk.tasks.find(ref))?.answer;
  return answer === undefined
    ? 'Your vote, or somebody else’s for you, was counted before.'
    : `It was decided before: ${answer.by} said “${answer.outcome}”.`;
}
