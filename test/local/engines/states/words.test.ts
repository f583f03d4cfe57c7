import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listOf, type Moment, momentOf } from '#desk/case/read-fact.ts';
import { defineProcess } from '#statemachines/words/define-process.ts';
import {
  all,
  ask,
  branch,
  branchAnswered,
  choose,
  close,
  conclude,
  each,
  eachAnswered,
  together,
  waitUntil,
} from '#statemachines/words/words.ts';
import { bench, MONDAY } from './bench.ts';

const judged = { role: 'judge', outcomes: ['approve', 'reject'], hours: 48, next: 'end' } as const;

const going = defineProcess('going', {
  comment: 'Many ways at once.',
  startAt: 'Judge',
  days: 60,
  states: {
    Judge: together({
      role: 'desk',
      branches: {
        network: branch({
          startAt: 'Judge the network',
          onFailure: 'No word on the network',
          states: {
            ...ask('Judge the network', 'group.team', {
              ...judged,
              question: 'Network?',
              onSilence: 'No word on the network',
            }),
            'No word on the network': conclude({ role: 'desk', outcome: 'unanswered' }),
          },
        }),
        systems: branch({
          startAt: 'Judge the safety',
          onFailure: 'No word on the safety',
          states: {
            ...ask('Judge the safety', 'group.team', {
              ...judged,
              question: 'Safe?',
              onSilence: 'No word on the safety',
            }),
            'No word on the safety': conclude({ role: 'desk', outcome: 'unanswered' }),
          },
        }),
      },
      next: 'Approved?',
    }),
    'Approved?': choose(
      [
        {
          when: all(branchAnswered('network', 'approve'), branchAnswered('systems', 'unanswered')),
          next: 'Integrate',
        },
      ],
      'Close as not approved',
    ),
    ...each('Integrate', {
      role: 'desk',
      of: 'systems',
      do: branch({
        startAt: 'Integrate one',
        onFailure: 'Not integrated',
        states: {
          ...ask('Integrate one', 'group.team', {
            ...judged,
            question: 'Can it be connected to {item}?',
            onSilence: 'Not integrated',
          }),
          'Not integrated': conclude({ role: 'desk', outcome: 'reject' }),
        },
      }),
      next: 'Integrated?',
      onMissing: 'Close as not approved',
    }),
    'Integrated?': choose(
      [{ when: eachAnswered('systems', 'approve'), next: 'Wait for the day' }],
      'Close as not approved',
    ),
    ...waitUntil('Wait for the day', {
      role: 'desk',
      fact: 'goLive',
      atMostDays: 30,
      next: 'Close as done',
      onMissing: 'Close as not approved',
    }),
    ...close({
      'Close as done': { outcome: 'done', text: 'It is live.' },
      'Close as not approved': { outcome: 'not-approved', text: 'No.' },
    }),
  },
});

type Question = Readonly<{ state: string; question: string; token: string }>;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'states-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

test('a process goes on with its branches, its list and its date, however often the engine is stopped', async () => {
  const facts: Record<string, string> = { systems: 'SAP, Workday', goLive: '2026-03-12' };
  const asked: Question[] = [];
  const ended: string[] = [];
  let at = MONDAY;
  const begin = () =>
    bench(
      {
        ask: (question: Question) => void asked.push(question),
        settleTask: () => {
          throw Object.assign(new Error('nobody answered'), { name: 'task-silent' });
        },
        readFact: ({ fact, moment }: { fact: string; moment?: Moment }) =>
          moment === undefined
            ? { items: listOf(fact, facts[fact]) }
            : momentOf(fact, facts[fact], moment, { zone: 'UTC', now: new Date(at).toISOString() }),
        resolveCase: ({ outcome }: { outcome: string }) => void ended.push(outcome),
      },
      { dataDir, now: () => at },
    );
  let desk = await begin();
  const again = async () => {
    await desk.engine.settled();
    await desk.stop();
    desk = await begin();
    await desk.engine.settled();
  };
  const hoursPass = async (hours: number) => {
    at += hours * 3_600_000;
    desk.engine.wake();
    await again();
  };
  const answers = async (state: string, outcome: string) => {
    const taskToken = asked.find((each) => each.state === state)?.token;
    await desk.sfn.sendTaskSuccess({ taskToken, output: JSON.stringify({ outcome, comment: '' }) });
    await again();
  };
  try {
    const stateMachineArn = await desk.machine(
      JSON.stringify(going.definition).replace(/\$\{(\w+)\}/g, '$1'),
      'going',
    );
    const { executionArn } = await desk.sfn.startExecution({ stateMachineArn, input: '{"caseId":"C-1"}' });
    await again();
    expect(asked.map(({ state }) => state)).toEqual(['Judge the network', 'Judge the safety']);
    await answers('Judge the network', 'approve');
    await hoursPass(48);
    expect(asked.slice(2).map(({ state, question }) => [state, question])).toEqual([
      ['Integrate one: SAP', 'Can it be connected to SAP?'],
      ['Integrate one: Workday', 'Can it be connected to Workday?'],
    ]);
    await answers('Integrate one: Workday', 'approve');
    await answers('Integrate one: SAP', 'approve');
    // The day is moved while the process waits for it: it waits for the new one.
    facts.goLive = '2026-03-16';
    await hoursPass(10 * 24);
    expect(ended).toEqual([]);
    await hoursPass(4 * 24);
    expect(ended).toEqual(['done']);
    expect((await desk.sfn.describeExecution({ executionArn })).status).toBe('SUCCEEDED');
    expect(asked).toHaveLength(4);
  } finally {
    await desk.stop();
  }
});
