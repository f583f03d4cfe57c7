import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HERE } from '#local/assembly/identities.ts';
import { readAssembly, type Stack } from '#local/assembly/read-assembly.ts';
import { readDeployment } from '#local/assembly/read-deployment.ts';
import type { JsonObject } from '#local/json.ts';
import { SMALL } from './desk.ts';

const world = { ...HERE, httpOrigin: 'http://127.0.0.1:1', queueOrigin: 'http://127.0.0.1:2' };
const small = () => readDeployment(readAssembly(SMALL), world);

/** A stack with these resources and nothing else. */
function stack(resources: Record<string, { Type: string; Properties?: JsonObject }>): Stack {
  const declared = Object.entries(resources).map(([id, { Type, Properties = {} }]) => {
    return [id, { type: Type, properties: Properties, metadata: {}, condition: undefined }] as const;
  });
  const empty = { parameters: {}, conditions: {}, mappings: {}, outputs: {} };
  return { name: 'One', folder: '/nowhere', resources: new Map(declared), ...empty };
}

describe('reading an assembly', () => {
  test('every stack is read, and what means nothing here is left out', () => {
    const { tables, queues, buckets, functions, machines, apis } = small();
    expect(tables.map(({ name }) => name)).toEqual(['Small-Things']);
    expect(queues.map(({ name }) => name)).toEqual(['Small-IntakeDead', 'small-intake', 'Small-OutboxDead']);
    expect(buckets.map(({ name }) => name)).toEqual(['small-mail']);
    expect(functions.map(({ handler }) => handler)).toContain('index.intake');
    expect(machines).toHaveLength(1);
    expect(apis[0]?.routes).toHaveLength(9);
  });

  test('references become names, ARNs and addresses of this machine', () => {
    const { functions } = small();
    const outbox = functions.find(({ id }) => id === 'Outbox')?.environment;
    expect(outbox).toEqual({
      THINGS: 'Small-Things',
      PROCESS: 'arn:aws:states:us-east-1:000000000000:stateMachine:Small-Process',
      PUBLIC_URL: 'http://127.0.0.1:1',
    });
    const answers = functions.find(({ id }) => id === 'Answers')?.environment;
    expect(answers?.QUEUE).toBe('http://127.0.0.1:2/000000000000/small-intake');
    expect(answers?.URL).toBe('http://127.0.0.1:1/');
    expect(answers?.SECRET).toMatch(
      /^arn:aws:secretsmanager:us-east-1:000000000000:secret:small\/key-[0-9a-f]{6}$/,
    );
  });

  test('a definition gets its functions', () => {
    expect(small().machines[0]?.definition).toContain(
      '"FunctionName": "arn:aws:lambda:us-east-1:000000000000:function:Small-Step"',
    );
  });

  test('one stack uses what another exports', () => {
    const hourly = small().schedules.find(({ everySeconds }) => everySeconds === 3600);
    expect(hourly?.functionName).toBe('Small-Step');
  });

  test('a queue knows its redrive and a bucket whom it tells', () => {
    const { queues, buckets } = small();
    expect(JSON.parse(queues[1]?.attributes.RedrivePolicy ?? '')).toEqual({
      deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:Small-IntakeDead',
      maxReceiveCount: 2,
    });
    expect(buckets[0]?.notices).toEqual([
      {
        queueArn: 'arn:aws:sqs:us-east-1:000000000000:small-intake',
        events: ['s3:ObjectCreated:*'],
        prefix: 'mail/',
        suffix: '',
      },
    ]);
  });

  test('feeds keep their batch, filter, retries and failure queue', () => {
    const { queueFeeds, streamFeeds } = small();
    expect(queueFeeds[0]).toMatchObject({
      queueName: 'small-intake',
      functionName: 'Small-Email',
      concurrency: 2,
    });
    expect(streamFeeds[0]).toMatchObject({
      tableName: 'Small-Things',
      functionName: 'Small-Outbox',
      maximumRetries: 2,
      bisects: true,
      failureQueue: 'Small-OutboxDead',
    });
    expect(streamFeeds[0]?.filters[0]).toMatchObject({ eventName: ['INSERT'] });
  });

  test('an asset is found by the hash of its key when the template carries no path', () => {
    const hash = 'a'.repeat(64);
    const { functions } = readDeployment(
      [
        stack({
          F: { Type: 'AWS::Lambda::Function', Properties: { Code: { S3Bucket: 'b', S3Key: `${hash}.zip` } } },
        }),
      ],
      world,
    );
    expect(functions[0]?.folder).toBe(join('/nowhere', `asset.${hash}`));
  });

  test('names are the same on every reading and legal where they are used', () => {
    const long = `Things${'x'.repeat(80)}`;
    const read = () =>
      readDeployment([stack({ [long]: { Type: 'AWS::S3::Bucket' } })], world).buckets[0]?.name;
    expect(read()).toBe(read());
    expect(read()).toMatch(/^[a-z0-9-]{3,63}$/);
  });

  test('a notification the CDK adds by its own resource counts too', () => {
    const resources = {
      Notices: {
        Type: 'Custom::S3BucketNotifications',
        Properties: {
          BucketName: { Ref: 'B' },
          NotificationConfiguration: {
            QueueConfigurations: [
              {
                Events: ['s3:ObjectCreated:Put'],
                QueueArn: 'arn:aws:sqs:us-east-1:000000000000:q',
                Filter: { Key: { FilterRules: [{ Name: 'suffix', Value: '.eml' }] } },
              },
            ],
          },
        },
      },
      B: { Type: 'AWS::S3::Bucket' },
    };
    const { buckets } = readDeployment([stack(resources)], world);
    expect(buckets[0]?.notices[0]).toMatchObject({ events: ['s3:ObjectCreated:Put'], suffix: '.eml' });
  });

  test('a type nobody knows is refused by its name and place', () => {
    const unknown = stack({ Pipe: { Type: 'AWS::Pipes::Pipe' } });
    expect(() => readDeployment([unknown], world)).toThrow(/Pipe in stack One is of type AWS::Pipes::Pipe/);
  });

  test('a schedule that is no rate is refused', () => {
    const cron = stack({
      S: { Type: 'AWS::Scheduler::Schedule', Properties: { ScheduleExpression: 'cron(0 9 * * ? *)' } },
    });
    expect(() => readDeployment([cron], world)).toThrow(/ScheduleExpression should be a rate\(\)/);
  });

  test('an intrinsic nobody knows is refused', () => {
    const odd = stack({
      P: { Type: 'AWS::SSM::Parameter', Properties: { Name: { 'Fn::Odd': [] }, Type: 'String', Value: '' } },
    });
    expect(() => readDeployment([odd], world)).toThrow(/Fn::Odd/);
  });
});
