import { INQUIRY_ROUNDS } from '#desk/task/inquiry/inquire.ts';
import { failure } from '#test/local/engines/states/bench.ts';

/** What somebody answers; `late` where the timer of the state fires before the process hears of it. */
type Answered = Readonly<{
  outcome: string;
  comment: string;
  fields: Readonly<Record<string, string>>;
  late: boolean;
}>;

/** What becomes of a question in a story. */
export type Reply =
  | Answered
  | 'silence'
  | 'unreachable'
  /** The case cannot end yet, because a part of another department is open. */
  | 'part-open'
  /** The step of the desk itself fails, and goes on failing. */
  | 'broken';

/** Somebody answers. */
export const says = (
  outcome: string,
  comment = '',
  fields: Readonly<Record<string, string>> = {},
): Answered => ({
  outcome,
  comment,
  fields,
  late: false,
});

/** Somebody answers in time, but the timer of the state fires before the process hears of it. */
export const justInTime = (outcome: string, comment = ''): Answered => ({
  outcome,
  comment,
  fields: {},
  late: true,
});

/** A question, or a part for another department, as the desk's step gets it. */
export type Payload = Readonly<{
  state: string;
  of?: Readonly<Record<string, unknown>>;
  department?: string;
  outcomes?: readonly string[];
  show?: readonly string[];
  question?: string;
  token: string;
}>;

/**
 * The replies of each state, visit by visit; a question nobody has a reply for stays unanswered. Of questions that are
 * open at once, those are answered first that stand first. `Review: SAP` is the question about one of a list.
 */
export type Replies = Readonly<Record<string, Reply | readonly Reply[]>>;

/** What people and departments of a story do with the questions of the desk. */
export function people(replies: Replies) {
  const keys = Object.keys(replies);
  const asked: Payload[] = [];
  const open = new Map<string, Readonly<{ payload: Payload; reply: Reply }>>();
  const keyOf = (state: string) =>
    keys.find((key) => key === state) ?? keys.find((key) => state.startsWith(`${key}: `));
  const replyTo = (state: string, visit: number): Reply => {
    const given = replies[keyOf(state) ?? ''] ?? 'silence';
    return (Array.isArray(given) ? (given as readonly Reply[])[visit] : (given as Reply)) ?? 'silence';
  };
  const toldOf = (reply: Reply) => {
    if (typeof reply === 'string') throw failure('task-silent', 'nobody answered');
    const { outcome, comment, fields } = reply;
    return { outcome, comment, fields, by: 'somebody', at: '2026-03-02T09:00:00.000Z' };
  };
  const unlessBroken = (state: string) => {
    if (replies[keyOf(state) ?? ''] === 'broken') throw failure('Broken', 'and goes on being so');
  };
  const ended = new Map<string, number>();
  /** How often a case was not ended because a part is open, as the story says of the state that ends it. */
  const unlessPartOpen = (state: string) => {
    const times = ended.get(state) ?? 0;
    ended.set(state, times + 1);
    if (keyOf(state) !== undefined && replyTo(state, times) === 'part-open')
      throw failure('children-open', 'a part is open');
  };
  return {
    asked,
    unlessPartOpen,
    ask: (payload: Payload) => {
      unlessBroken(payload.state);
      asked.push(payload);
      const visit = asked.filter(({ state }) => state === payload.state).length - 1;
      // The desk itself ends rounds of questions to the requester.
      const enough = payload.outcomes?.includes('enough') === true && visit >= INQUIRY_ROUNDS;
      open.set(payload.state, { payload, reply: enough ? says('enough') : replyTo(payload.state, visit) });
      return { ref: `task-${asked.length}` };
    },
    settle: ({ state }: { state: string }) => {
      if (replies[`${keyOf(state)}: time is up`] === 'broken')
        throw failure('Broken', 'and goes on being so');
      const { reply = 'silence' } = open.get(state) ?? {};
      open.delete(state);
      return toldOf(reply);
    },
    /** The open question that is answered next, unless all wait for their time to be up. */
    next: () => {
      const order = ({ payload }: { payload: Payload }) => keys.indexOf(keyOf(payload.state) ?? '');
      const [first] = [...open.values()]
        .filter(({ reply }) => reply === 'unreachable' || (typeof reply === 'object' && !reply.late))
        .sort((a, b) => order(a) - order(b));
      if (first !== undefined) open.delete(first.payload.state);
      return first;
    },
    toldOf,
    unlessBroken,
  };
}
