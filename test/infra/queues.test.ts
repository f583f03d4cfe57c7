import { describe, expect, test } from 'vitest';
import { type Resource, resources, short, synthesized } from './synthesized.ts';

const FOURTEEN_DAYS = 14 * 24 * 3600;

const [desk = expect.fail('there is no desk stack')] = synthesized('prod');
const of = (type: string) => resources([desk], type).map(([, { Properties }]) => Properties);
const named = (value: unknown) => short(desk, value);

const queues = new Map(of('AWS::SQS::Queue').map((queue) => [named(queue.QueueName), queue]));
const deadLettersOf = (queue: Resource['Properties']) =>
  named((queue.RedrivePolicy as { deadLetterTargetArn?: unknown } | undefined)?.deadLetterTargetArn ?? '');
const dead = [...queues.keys()].filter((name) => name.endsWith('-dead'));
const working = [...queues.keys()].filter((name) => !name.endsWith('-dead'));
const feeds = of('AWS::Lambda::EventSourceMapping');
const stream = feeds.find((feed) => named(feed.EventSourceArn) === 'cases.StreamArn') ?? {};

test('there are the queues of the design', () => {
  expect(working.sort()).toEqual(['clocks', 'feedback', 'intake', 'mail', 'process', 'verdicts', 'webhook']);
});

describe.each(working)('the queue %s', (name) => {
  const queue = queues.get(name) ?? {};

  test('keeps what it cannot hand on in dead letters of its own', () => {
    expect(deadLettersOf(queue)).toBe(`${name}-dead`);
  });

  test('hides a message for six times as long as its function may take', () => {
    const feed = feeds.find((each) => named(each.EventSourceArn) === name);
    const worker = of('AWS::Lambda::Function').find(
      (each) => named(each.FunctionName) === named(feed?.FunctionName),
    );
    expect(queue.VisibilityTimeout).toBe(6 * Number(worker?.Timeout));
  });

  test('takes back only the messages that failed', () => {
    const feed = feeds.find((each) => named(each.EventSourceArn) === name);
    expect(feed?.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
  });
});

describe.each(dead)('the dead letters %s', (name) => {
  test('are kept for fourteen days', () => {
    expect(queues.get(name)?.MessageRetentionPeriod).toBe(FOURTEEN_DAYS);
  });

  test('ring at the first one', () => {
    const alarm = of('AWS::CloudWatch::Alarm').filter(({ Dimensions }) =>
      JSON.stringify(
        (Dimensions as unknown[] | undefined)?.map((each) => named((each as { Value: unknown }).Value)),
      )?.includes(`"${name}.QueueName"`),
    );
    expect(alarm.map(({ Threshold }) => Threshold)).toEqual([1]);
  });
});

test('every queue refuses a connection without TLS', () => {
  const guarded = of('AWS::SQS::QueuePolicy')
    .filter((policy) => JSON.stringify(policy.PolicyDocument).includes('"aws:SecureTransport":"false"'))
    .flatMap((policy) => (policy.Queues as unknown[]).map(named));
  expect(guarded.sort()).toEqual([...queues.keys()].sort());
});

describe('the outbox', () => {
  test('is fed only by what was written and carries effects', () => {
    const { Filters } = stream.FilterCriteria as { Filters: { Pattern: string }[] };
    expect(Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { effects: { S: [{ exists: true }] } } } },
    ]);
  });

  test('tries a batch ten times, in halves, and then keeps what failed', () => {
    expect(stream).toMatchObject({
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 10,
      ParallelizationFactor: 2,
    });
    const { OnFailure } = stream.DestinationConfig as { OnFailure: { Destination: unknown } };
    expect(named(OnFailure.Destination)).toBe('outbox-dead');
  });
});
