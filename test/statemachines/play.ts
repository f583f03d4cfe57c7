import type { Process } from '#statemachines/words/process.ts';
import { bench, failure } from '#test/local/engines/states/bench.ts';

/** What becomes of a question in a story. */
export type Reply =
  | Readonly<{ outcome: string; comment: string; fields: Readonly<Record<string, string>>; late: boolean }>
  | 'silence'
  | 'unreachable';

/** Somebody answers. */
export const says = (
  outcome: string,
  comment = '',
  fields: Readonly<Record<string, string>> = {},
): Reply => ({
  outcome,
  comment,
  fields,
  late: false,
});

/** Somebody answers in time, but the timer of the state fires before the process hears of it. */
export const justInTime = (outcome: string, comment = ''): Reply => ({
  outcome,
  comment,
  fields: {},
  late: true,
});

/** A question as the desk's step gets it. */
type Payload = Readonly<{
  state: string;
  of: Readonly<Record<string, string | boolean>>;
  question: string;
  outcomes: readonly string[];
  show: readonly string[];
  hours: number;
  token: string;
}>;

/** What happened, told afterwards. */
export type Story = Readonly<{
  /** The states in the order they were entered. */
  path: readonly string[];
  /** Who was asked, in which state. */
  asked: readonly string[];
  /** What they could see. */
  shown: Readonly<Record<string, readonly string[]>>;
  /** What the requester was told on the way. */
  told: readonly string[];
  /** How the case ended, with the last words; absent when it never did. */
  end?: Readonly<{ outcome: string; text?: string }>;
  /** `SUCCEEDED`, or `TIMED_OUT` when the days of the process were used up. */
  status: string;
  /** How long it took. */
  hours: number;
}>;

const whoOf = ({ of }: Payload): string =>
  'group' in of ? String(of.group) : (Object.keys(of)[0] ?? 'nobody');

/** The replies of each state, visit by visit; a question nobody has a reply for stays unanswered. */
export type Replies = Readonly<Record<string, Reply | readonly Reply[]>>;

/**
 * Plays a process on the real engine, with a clock that moves only when told. The desk's steps are stood in for: a
 * question gets its reply of the story, and silence is the clock moved past its time.
 */
export async function play({ name, definition }: Process, replies: Replies = {}): Promise<Story> {
  for (const state of Object.keys(replies))
    if (!Object.hasOwn(definition.States, state)) throw new Error(`${name} has no state '${state}'`);
  const visits = new Map<string, Reply>();
  const asked: Payload[] = [];
  const told: string[] = [];
  const shown: Record<string, readonly string[]> = {};
  let open: Payload | undefined;
  let end: Story['end'];

  const replyTo = (state: string): Reply => {
    const visit = asked.filter((each) => each.state === state).length - 1;
    const given = replies[state] ?? 'silence';
    return (Array.isArray(given) ? (given as readonly Reply[])[visit] : (given as Reply)) ?? 'silence';
  };
  const toldOf = (reply: Reply) => {
    if (typeof reply === 'string') throw failure('task-silent', 'nobody answered');
    const { outcome, comment, fields } = reply;
    return { outcome, comment, fields, by: 'somebody', at: '2026-03-02T09:00:00.000Z' };
  };
  const desk = await bench({
    ask: (payload: Payload) => {
      open = payload;
      asked.push(payload);
      shown[payload.state] = payload.show;
      visits.set(payload.state, replyTo(payload.state));
      return { ref: `task-${asked.length}` };
    },
    settleTask: ({ state }: { state: string }) => toldOf(visits.get(state) ?? 'silence'),
    tellRequester: ({ text }: { text: string }) => void told.push(text),
    resolveCase: ({ outcome, text }: { outcome: string; text?: string }) => {
      end = { outcome, ...(text !== undefined && { text }) };
      return { status: 'resolved' };
    },
  });
  try {
    const began = desk.now();
    // Deployment puts the address of each step where its name stands.
    const stateMachineArn = await desk.machine(JSON.stringify(definition).replace(/\$\{(\w+)\}/g, '$1'));
    const input = JSON.stringify({ caseId: 'C-1' });
    const { executionArn } = await desk.sfn.startExecution({ stateMachineArn, input });
    await desk.engine.settled();
    for (;;) {
      const { status = '', error, cause } = await desk.sfn.describeExecution({ executionArn });
      if (status === 'FAILED') throw new Error(`${name} failed: ${error} ${cause}`);
      if (status !== 'RUNNING') {
        const path = await pathOf(desk.sfn, executionArn);
        const names = asked.map((each) => `${each.state}: ${whoOf(each)}`);
        return {
          path,
          asked: names,
          shown,
          told,
          ...(end && { end }),
          status,
          hours: (desk.now() - began) / 3_600_000,
        };
      }
      const question = open;
      if (question === undefined) throw new Error(`${name} waits for nobody`);
      const reply = visits.get(question.state) ?? 'silence';
      if (reply === 'silence' || (typeof reply === 'object' && reply.late))
        await desk.pass(question.hours * 3600);
      else if (reply === 'unreachable')
        await desk.sfn.sendTaskFailure({ taskToken: question.token, error: 'DeliveryFailed', cause: 'gone' });
      else {
        if (!question.outcomes.includes(reply.outcome))
          throw new Error(`'${question.state}' cannot be answered '${reply.outcome}'`);
        await desk.sfn.sendTaskSuccess({ taskToken: question.token, output: JSON.stringify(toldOf(reply)) });
      }
      await desk.engine.settled();
    }
  } finally {
    await desk.stop();
  }
}

async function pathOf(sfn: Awaited<ReturnType<typeof bench>>['sfn'], executionArn: string | undefined) {
  const path: string[] = [];
  let nextToken: string | undefined;
  do {
    const page = await sfn.getExecutionHistory({ executionArn, maxResults: 1000, nextToken });
    path.push(...(page.events ?? []).flatMap(({ stateEnteredEventDetails: entered }) => entered?.name ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return path;
}
