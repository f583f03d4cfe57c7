import { SFNClient } from '@aws-sdk/client-sfn';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Context, DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Effect } from '#desk/delivery/effect.ts';
import { handler } from '#functions/delivery/outbox.ts';
import { storedObjects } from '#functions/intake/stored-objects.ts';

const QUEUES = [
  'MAIL_QUEUE',
  'WEBHOOK_QUEUE',
  'CLOCKS_QUEUE',
  'PROCESS_QUEUE',
  'INTAKE_QUEUE',
  'MAIL_BUCKET',
];
for (const name of [...QUEUES, 'CASES_TABLE', 'FRONT_DOOR', 'COMPANY_DOMAINS']) vi.stubEnv(name, name);
vi.stubEnv('PROCESS_ARN_PREFIX', 'arn:aws:states:eu-west-1:1:stateMachine:dev-');
vi.stubEnv('AWS_REGION', 'eu-west-1');

type Batch = Readonly<{
  QueueUrl: string;
  Entries: readonly Readonly<{ MessageBody: string; DelaySeconds?: number }>[];
}>;
let batches: Batch[];
let starts: string[];
let failed: readonly object[];
vi.mock('#functions/aws/asked-in-json.ts', () => ({
  askedInJson: () => async (_action: string, batch: Batch) => {
    batches.push(batch);
    return { Failed: failed };
  },
}));
beforeEach(() => {
  [batches, starts, failed] = [[], [], []];
  for (const level of ['warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  vi.spyOn(SFNClient.prototype, 'send').mockImplementation(async (command: unknown) => {
    starts.push((command as { input: { name: string } }).input.name);
    return {};
  });
});

const row = (at: number, effects: readonly Effect[]) => ({
  dynamodb: {
    SequenceNumber: `s${at}`,
    NewImage: marshall({
      pk: 'CASE#c',
      ...(effects.length > 0 && { effectsOf: 'c', effects: JSON.stringify(effects) }),
    }),
  },
});
const handOn = (...rows: object[]) =>
  handler({ Records: rows } as unknown as DynamoDBStreamEvent, {} as Context);
const mail = (id: string): Effect => ({ kind: 'mail', id, to: ['a@x'], template: 'acknowledgement' });
const start: Effect = { kind: 'start', id: 'e', process: 'it-incident', execution: 'c-it-incident-1' };
const sentTo = (queue: string) =>
  batches
    .filter(({ QueueUrl }) => QueueUrl === queue)
    .flatMap(({ Entries }) => Entries.map(({ MessageBody }) => JSON.parse(MessageBody)));

describe('what rows carry for the outside (C4)', () => {
  test('P20 a mail that is let in goes back to intake, named as its bucket names it', async () => {
    await handOn(row(1, [{ kind: 'take-in', id: 'r', raw: 'mail/a b' }]));
    const [notice] = sentTo('INTAKE_QUEUE');
    expect(storedObjects(notice)).toEqual([{ bucket: 'MAIL_BUCKET', key: 'mail/a b' }]);
  });

  test('C4 goes to the queue of its kind, with its case; a process is started at once', async () => {
    const webhook: Effect = { kind: 'webhook', id: 'w', department: 'it', event: 'task.asked', ref: 'r' };
    expect(await handOn(row(1, [mail('m1'), start]), row(2, [webhook]))).toEqual({ batchItemFailures: [] });
    expect(sentTo('MAIL_QUEUE')).toEqual([{ caseId: 'c', effect: mail('m1') }]);
    expect(sentTo('WEBHOOK_QUEUE')).toEqual([{ caseId: 'c', effect: webhook }]);
    expect(starts).toEqual(['c-it-incident-1']);
  });

  test('a wake-up is hidden until its moment, and one that is past is not hidden at all', async () => {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    await handOn(
      row(1, [
        { kind: 'wake', id: 'a', at: at(120) },
        { kind: 'wake', id: 'b', at: at(-5) },
      ]),
    );
    const delays = batches.flatMap(({ Entries }) => Entries.map(({ DelaySeconds = -1 }) => DelaySeconds));
    expect(delays[0]).toBeGreaterThan(100);
    expect(delays[0]).toBeLessThanOrEqual(120);
    expect(delays[1]).toBe(0);
    expect(sentTo('CLOCKS_QUEUE')).toEqual([{ caseId: 'c' }, { caseId: 'c' }]);
  });

  test('ten a request, all of them', async () => {
    await handOn(
      row(
        1,
        Array.from({ length: 23 }, (_, i) => mail(`m${i}`)),
      ),
    );
    expect(batches.map(({ Entries }) => Entries.length)).toEqual([10, 10, 3]);
    expect(new Set(sentTo('MAIL_QUEUE').map(({ effect }) => effect.id)).size).toBe(23);
  });

  test('rows without effects, and rows that were deleted, are nothing', async () => {
    expect(await handOn(row(1, []), { dynamodb: { SequenceNumber: 's2' } })).toEqual({
      batchItemFailures: [],
    });
    expect(batches).toEqual([]);
  });

  test('C4 a queue that does not take a message: the batch comes again, nothing is skipped', async () => {
    failed = [{ Id: '0', Code: 'InternalError' }];
    expect(await handOn(row(1, [mail('m1')]), row(2, [mail('m2')]))).toEqual({
      batchItemFailures: [{ itemIdentifier: 's1' }],
    });
  });

  test('C2 a process that cannot be started now is started by its queue', async () => {
    vi.spyOn(SFNClient.prototype, 'send').mockImplementation(() => Promise.reject(new Error('throttled')));
    expect(await handOn(row(1, [start]))).toEqual({ batchItemFailures: [] });
    expect(sentTo('PROCESS_QUEUE')).toEqual([{ caseId: 'c', effect: start }]);
  });
});
