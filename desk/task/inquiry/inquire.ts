import type { Case } from '../../case/case.ts';
import { answeredClocks } from '../../case/clocks.ts';
import { type Decided, stepOf } from '../../case/commit.ts';
import { type Actor, type CaseFact, happened } from '../../case/events.ts';
import { evolve } from '../../case/evolve.ts';
import { pauseClocks } from '../../case/pauses.ts';
import { isQuiet } from '../../case/quiet.ts';
import type { Effect } from '../../delivery/effect.ts';
import { DeskError } from '../../errors.ts';
import type { Ports } from '../../ports.ts';
import { resumption } from '../answer.ts';
import { askOnce } from '../ask-once.ts';
import type { Answer } from '../task.ts';
import { isAlike, topicOf } from './alike.ts';
import { askedBefore, type Inquired, inquiriesOf, linesOf, openOf } from './inquiry.ts';
import { type Inquiring, rowOf, told } from './row.ts';

/** One state asks the requester of one case this often; then a person takes over. */
export const INQUIRY_ROUNDS = 3;

type Known = Awaited<ReturnType<typeof askedBefore>>[number];

/** Nobody is asked: the process goes on with what is known, in that same write. */
function atOnce(desk: Ports, by: Actor, row: Inquired, answer: Answer): Decided {
  const { outcome } = answer;
  return {
    events: happened(desk.now(), by, told(row, false), {
      type: 'TaskAnswered',
      ref: row.ref,
      outcome,
    }),
    effects: [],
    tasks: [{ type: 'ask', task: { ...row, state: 'answered', answer }, effects: [resumption(row)] }],
  };
}

/** What somebody else asks just now is waited for with them; a question of another case of the family remembers who waits. */
function joining(desk: Ports, by: Actor, found: Case, row: Inquired, { task, of }: Known): Decided {
  const elsewhere = of.id !== found.id;
  const joins = elsewhere ? { joins: task.inquiry.joins ?? { ref: task.ref, caseId: of.id } } : {};
  const joined = { ...row, inquiry: { ...row.inquiry, topic: task.inquiry.topic, ...joins } };
  const remembers = {
    events: happened(desk.now(), by, { type: 'InquiryJoined', ref: row.ref }),
    effects: [],
  };
  return {
    events: happened(desk.now(), by, told(joined, true), ...pauses(desk, found, row)),
    effects: [],
    tasks: [{ type: 'ask', task: joined }],
    // In one transaction: whoever answers there finds this question, or has answered before it was asked.
    ...(elsewhere && { beside: [stepOf(desk, of, remembers)] }),
  };
}

const pauses = (desk: Ports, found: Case, { of }: Inquired): readonly CaseFact[] =>
  of.kind === 'person' ? pauseClocks(desk.catalogue, found, 'waiting-requester') : [];

/**
 * The requester is asked, together with everything else that is still open with them. In a person's own words it is the
 * answer of a human, and keeps the promise of one (L1); what a process asks by itself is none (L3).
 */
function asking(
  desk: Ports,
  by: Actor,
  found: Case,
  row: Inquired,
  open: readonly Inquired[],
  person: string | undefined,
): Decided {
  const { ref, of } = row;
  const to = 'address' in of ? [of.address] : [];
  const mail: Effect = {
    kind: 'mail',
    id: `${found.id}-${found.version + 1}-task`,
    to,
    template: 'inquiry',
    values: { ref, text: linesOf([...open, row]), ...(person !== undefined && { by: person }) },
  };
  const at = desk.now();
  const sent: CaseFact = { type: 'MessageSent', to, template: 'inquiry', waiting: true };
  const said =
    person === undefined
      ? happened(at, by, sent)
      : happened(at, { kind: 'agent', id: person }, sent, ...answeredClocks(desk.catalogue, found));
  return {
    events: [
      ...happened(at, by, told(row, true)),
      ...(of.kind === 'person' ? said : []),
      ...happened(at, by, ...pauses(desk, said.reduce(evolve, found), row)),
    ],
    effects: [mail],
    tasks: [{ type: 'ask', task: row }],
  };
}

/** A topic for a question nobody asked yet: what carries it in words, unless another question has the same. */
function newTopic(question: string, before: readonly Known[]): string {
  const words = topicOf(question);
  const taken = before.map(({ task }) => task.inquiry.topic);
  const others = taken.filter((topic) => topic === words || topic.startsWith(`${words}-`)).length;
  return taken.includes(words) ? `${words}-${others + 1}` : words;
}

async function decide(desk: Ports, found: Case, asked: Inquiring, ref: string): Promise<Decided> {
  // A repeated visit finds its row, and binds the newer token to it.
  if (found.inquired?.includes(ref)) throw new DeskError('conflict', `'${asked.state}' has asked already`);
  const before = await askedBefore(desk, found);
  const own = before.filter(({ of }) => of.id === found.id).map(({ task }) => task);
  const alike = before.filter(({ task: { question, inquiry } }) => {
    if (asked.topic !== undefined && inquiry.topic === asked.topic) return true;
    // Two topics that were named are two topics, whatever the words.
    const named = asked.topic !== undefined && inquiry.topic !== topicOf(question);
    return !named && isAlike(question, asked.question);
  });
  const open = alike.find(({ task }) => task.state === 'asked');
  const first = alike.findLast(({ task }) => task.answer?.outcome === 'answered')?.task;
  const same = open?.task ?? first ?? alike.at(-1)?.task;
  const topic = same?.inquiry.topic ?? asked.topic ?? newTopic(asked.question, before);
  const row = rowOf(desk, found, asked, ref, topic);
  const at = desk.now();
  const by: Actor = { kind: 'process', id: asked.execution };
  // Of somebody in distress nothing is known again, and yet it is counted how often was asked.
  const counted = isQuiet(found) ? await inquiriesOf(desk, found) : own;
  const rounds = counted.filter(({ name, caseId }) => name === asked.state && caseId === found.id).length;
  if (rounds >= INQUIRY_ROUNDS || row.question === '')
    return atOnce(desk, by, row, { outcome: 'enough', by: asked.by, at });
  if (open !== undefined) return joining(desk, by, found, row, open);
  if (first?.answer !== undefined && asked.again !== true) {
    const { comment = '', at: answeredAt } = first.answer;
    const suggested = { by: first.inquiry.by, askedAt: first.askedAt, answeredAt };
    return atOnce(
      desk,
      by,
      { ...row, inquiry: { ...row.inquiry, first: suggested } },
      { outcome: 'known', comment, by: first.answer.by, at },
    );
  }
  return asking(
    desk,
    by,
    found,
    row,
    openOf(own).filter(({ caseId }) => caseId === found.id),
    asked.person?.trim() || undefined,
  );
}

/**
 * Puts a process's free question to the requester of its case (row 38). What they answered before in this case or its
 * family is given at once as `known`, and they are not asked; what they are asked just now is waited for together, so that
 * they never have two open questions of one topic; otherwise they are asked, in one mail with whatever else is open. After
 * three rounds of one state, or without words, it is `enough` and falls to a person. Repeating is safe, as for every question
 * (`askOnce`). Refuses `case-not-found`.
 */
export const inquire = (desk: Ports, asked: Inquiring): Promise<string> =>
  askOnce(desk, asked, (found, ref) => decide(desk, found, asked, ref));
