import { afterEach, expect, test } from 'vitest';
import { defineProcess } from '#statemachines/words/define-process.ts';
import { ask, choose, close, continued, renew, run } from '#statemachines/words/words.ts';
import { bench } from '#test/local/engines/states/bench.ts';

const DAY = 86_400;
type Asked = Readonly<{ state: string; token: string; execution: string; question: string }>;

/** A matter that somebody looks at again and again, in the words of this year. */
const watching = (words: string) =>
  JSON.stringify(
    defineProcess('watching', {
      comment: 'Something is watched until it is over.',
      startAt: 'Begin',
      days: 365,
      states: {
        Begin: continued(['Look'], choose([{ when: '$exists($states.input.never)', next: 'Look' }], 'Greet')),
        Greet: run('tellRequester', { role: 'desk', with: { text: 'We watch it.' }, next: 'Look' }),
        ...ask('Look', 'group.team', {
          role: 'watcher',
          procedure: 'Look.',
          question: words,
          outcomes: ['over'],
          hours: 80 * 24,
          next: 'Close',
          onSilence: 'Look afresh: has it run long?',
        }),
        ...renew('Look afresh', { afterDays: 200, next: 'Look' }),
        ...close({ Close: { outcome: 'over', text: 'It is over.' } }),
      },
    }).definition,
  ).replace(/\$\{(\w+)\}/g, '$1');

let desk: Awaited<ReturnType<typeof bench>>;
afterEach(() => desk.stop());

test('row 31 a case of 16 months survives two changed definitions, and goes on in a new execution by the newest', async () => {
  const asked: Asked[] = [];
  const told: string[] = [];
  const renewals: Readonly<{ execution: string; next: string }>[] = [];
  let end: string | undefined;
  desk = await bench({
    ask: (question: Asked) => {
      asked.push(question);
      return {};
    },
    settleTask: () => {
      throw Object.assign(new Error('nobody answered'), { name: 'task-silent' });
    },
    tellRequester: ({ text }: { text: string }) => told.push(text),
    continueProcess: (renewal: (typeof renewals)[number]) => renewals.push(renewal),
    resolveCase: ({ outcome }: { outcome: string }) => {
      end = outcome;
    },
  });
  const stateMachineArn = await desk.machine(watching('In the words of January: is it over?'));
  const start = async (name: string, more: object = {}) => {
    await desk.sfn.startExecution({
      stateMachineArn,
      name,
      input: JSON.stringify({ caseId: 'C-1', ...more }),
    });
    await desk.engine.settled();
  };
  await start('C-1-watching-1');
  await desk.pass(80 * DAY + 60);
  await desk.sfn.updateStateMachine({
    stateMachineArn,
    definition: watching('In the words of May: is it over?'),
  });
  await desk.pass(80 * DAY + 60);
  await desk.sfn.updateStateMachine({
    stateMachineArn,
    definition: watching('In the words of July: is it over?'),
  });
  // What began in January keeps the words it began with, and ends only when it has run for 200 days.
  expect(asked.map(({ question }) => question.slice(16, 23))).toEqual(['January', 'January', 'January']);
  expect(renewals).toEqual([]);
  await desk.pass(80 * DAY + 60);
  expect(renewals).toMatchObject([{ execution: 'C-1-watching-1', next: 'Look' }]);

  await start('C-1-watching-2', { continueAt: renewals[0]?.next });
  expect(asked.at(-1)).toMatchObject({
    execution: 'C-1-watching-2',
    question: 'In the words of July: is it over?',
  });
  // It did not begin anew, and past the year of the first one it is still there to be answered.
  expect(told).toEqual(['We watch it.']);
  await desk.pass(80 * DAY + 60);
  await desk.pass(79 * DAY);
  expect(renewals).toHaveLength(1);
  const output = JSON.stringify({ outcome: 'over', by: 'watcher@corp.example' });
  await desk.sfn.sendTaskSuccess({ taskToken: asked.at(-1)?.token, output });
  await desk.engine.settled();
  expect(end).toBe('over');
});
