import { listOf, type Moment, momentOf } from '#desk/case/read-fact.ts';
import { graphOf } from '#statemachines/checks/graph.ts';
import type { Process } from '#statemachines/words/process.ts';
import { bench, failure } from '#test/local/engines/states/bench.ts';
import { type Went, wentOf } from './history.ts';
import { type Payload, people, type Replies } from './replies.ts';

export { justInTime, type Replies, type Reply, says } from './replies.ts';

/** What else a story begins with: the facts of its case, in the zone of `Europe/Berlin`, and what else its process is given. */
export type Matter = Readonly<{
  facts?: Readonly<Record<string, string>>;
  input?: Readonly<Record<string, unknown>>;
}>;

/** What happened, told afterwards. */
export type Story = Went &
  Readonly<{
    /** Who was asked, in which state. */
    asked: readonly string[];
    /** In which words. */
    questions: readonly string[];
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

const whoOf = ({ of = {}, department }: Payload): string =>
  department ?? ('group' in of ? String(of.group) : (Object.keys(of)[0] ?? 'nobody'));

/** What a process asks of a fact of its case. */
type Reading = Readonly<{ fact: string; list?: true; moment?: Moment }>;

/**
 * Plays a process on the real engine, with a clock that moves only when told. The desk's steps are stood in for: a
 * question gets its reply of the story, and silence is the clock moved past its time.
 */
export async function play(
  { name, definition }: Process,
  replies: Replies = {},
  { facts = {}, input = {} }: Matter = {},
): Promise<Story> {
  const { names } = graphOf(definition);
  for (const key of Object.keys(replies))
    if (!names.some((state) => key === state || key.startsWith(`${state}: `)))
      throw new Error(`${name} has no state '${key}'`);
  const answering = people(replies);
  const told: string[] = [];
  let end: Story['end'];
  let goesOn: string | undefined;

  const desk = await bench({
    ask: answering.ask,
    openChild: answering.ask,
    settleTask: answering.settle,
    readFact: ({ fact, moment }: Reading) => {
      try {
        if (moment === undefined) return { items: listOf(fact, facts[fact]) };
        const now = new Date(desk.now()).toISOString();
        return momentOf(fact, facts[fact], moment, { zone: 'Europe/Berlin', now });
      } catch (error) {
        throw failure('invalid', String(error));
      }
    },
    tellRequester: ({ state, words = '', text }: { state: string; words?: string; text: string }) => {
      answering.unlessBroken(state);
      told.push(words === '' ? text : `${words}\n\n${text}`);
    },
    continueProcess: ({ next }: { next: string }) => {
      goesOn = next;
    },
    resolveCase: ({ state, outcome, text }: { state: string; outcome: string; text?: string }) => {
      answering.unlessPartOpen(state);
      end = { outcome, ...(text !== undefined && { text }) };
      return { status: 'resolved' };
    },
  });
  try {
    const began = desk.now();
    // Deployment puts the address of each step where its name stands.
    const stateMachineArn = await desk.machine(JSON.stringify(definition).replace(/\$\{(\w+)\}/g, '$1'));
    const start = async (given: Matter['input']) => {
      const text = JSON.stringify({ caseId: 'C-1', ...given });
      const started = await desk.sfn.startExecution({ stateMachineArn, input: text });
      await desk.engine.settled();
      return started.executionArn;
    };
    let executionArn = await start(input);
    const before: Went[] = [];
    for (;;) {
      const { status = '', error, cause } = await desk.sfn.describeExecution({ executionArn });
      if (status === 'FAILED') throw new Error(`${name} failed: ${error} ${cause}`);
      if (status === 'SUCCEEDED' && goesOn !== undefined) {
        before.push(await wentOf(desk.sfn, executionArn));
        executionArn = await start({ continueAt: goesOn });
        goesOn = undefined;
        continue;
      }
      if (status !== 'RUNNING') {
        const { asked } = answering;
        const went = [...before, await wentOf(desk.sfn, executionArn)];
        return {
          path: went.flatMap(({ path }) => path),
          arrows: went.flatMap(({ arrows }) => arrows),
          asked: asked.map((each) => `${each.state}: ${whoOf(each)}`),
          questions: asked.flatMap(({ question = [] }) => question),
          shown: Object.fromEntries(asked.map(({ state, show = [] }) => [state, show])),
          told,
          ...(end && { end }),
          status,
          hours: (desk.now() - began) / 3_600_000,
        };
      }
      const next = answering.next();
      const due = desk.engine.nextTimerAt();
      if (next !== undefined) {
        const { payload, reply } = next;
        const { state, outcomes, token: taskToken } = payload;
        if (reply === 'unreachable')
          await desk.sfn.sendTaskFailure({ taskToken, error: 'DeliveryFailed', cause: 'gone' });
        else {
          const answer = answering.toldOf(reply);
          if (outcomes !== undefined && !outcomes.includes(answer.outcome))
            throw new Error(`'${state}' cannot be answered '${answer.outcome}'`);
          await desk.sfn.sendTaskSuccess({ taskToken, output: JSON.stringify(answer) });
        }
        await desk.engine.settled();
      } else if (due === undefined) throw new Error(`${name} waits for nobody`);
      else await desk.pass((due - desk.now()) / 1000);
    }
  } finally {
    await desk.stop();
  }
}
