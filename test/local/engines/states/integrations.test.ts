import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEngine } from '#local/engines/states/engine.ts';
import { bench, clientOf, ROLE } from './bench.ts';
import { jsonata } from './outcomes/row.ts';

interface Exchange {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

let engine: Awaited<ReturnType<typeof bench>>;
let server: ReturnType<typeof createServer>;
let asked: { url: string; headers: IncomingHttpHeaders; body: string }[];
let answer: Exchange;
/** How many of the next requests are cut off, as by a machine that goes down. */
let cuts: number;

beforeEach(async () => {
  asked = [];
  answer = { body: '{}' };
  cuts = 0;
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ url: request.url ?? '', headers: request.headers, body });
    if (cuts-- > 0) return void request.socket.destroy();
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(answer.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  engine = await bench({}, { env: { AWS_ENDPOINT_URL: url() } });
});
afterEach(async () => {
  await engine.stop();
  server.closeAllConnections();
  server.close();
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** What a task that calls a resource ends with. */
async function called(Resource: string, Arguments: object) {
  const stateMachineArn = await engine.machine(
    jsonata({ T: { Type: 'Task', Resource, Arguments, End: true } }),
  );
  const { executionArn } = await engine.sfn.startExecution({ stateMachineArn });
  await engine.passAll();
  const { status, output, error, cause } = await engine.sfn.describeExecution({ executionArn });
  return {
    status,
    output: output === undefined ? undefined : (JSON.parse(output) as Record<string, unknown>),
    error,
    cause,
  };
}

describe('a task that calls a service', () => {
  test('sends a message to a queue, an object as its text', async () => {
    answer = { body: '{"MessageId":"m-1","MD5OfMessageBody":"d"}', headers: { 'x-amzn-requestid': 'r-1' } };
    const { output } = await called('arn:aws:states:::sqs:sendMessage', {
      QueueUrl: 'q',
      MessageBody: { a: 1 },
    });

    expect(asked[0]?.headers).toMatchObject({
      'x-amz-target': 'AmazonSQS.SendMessage',
      'content-type': 'application/x-amz-json-1.0',
    });
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ QueueUrl: 'q', MessageBody: '{"a":1}' });
    expect(output).toMatchObject({
      MessageId: 'm-1',
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: 'r-1' },
    });
  });

  test('fails when the service is cut off, unless both live on one machine: then it is called again', async () => {
    const send = () => called('arn:aws:states:::sqs:sendMessage', { QueueUrl: 'q', MessageBody: 'm' });
    cuts = 1;
    expect(await send()).toMatchObject({ status: 'FAILED', error: 'SQS.SdkClientException' });

    await engine.stop();
    engine = await bench({}, { env: { AWS_ENDPOINT_URL: url() }, endsTogether: true });
    cuts = 2;
    answer = { body: '{"MessageId":"m-1"}' };
    expect(await send()).toMatchObject({ status: 'SUCCEEDED', output: { MessageId: 'm-1' } });
  });

  test('finds no bucket where none is', async () => {
    answer = { status: 404, headers: { 'x-amz-request-id': 'r-1' }, body: '' };
    const { error, cause } = await called('arn:aws:states:::aws-sdk:s3:headBucket', { Bucket: 'nowhere' });

    const from = '(Service: S3, Status Code: 404, Request ID: r-1)';
    expect(asked[0]?.url).toBe('/nowhere');
    expect({ error, cause }).toEqual({
      error: 'S3.NoSuchBucketException',
      cause: `${from} (SDK Attempt Count: 1) ${from}`,
    });
  });

  test('reads an object', async () => {
    answer = { headers: { etag: '"e"', 'content-type': 'text/plain' }, body: 'words' };
    const { output } = await called('arn:aws:states:::aws-sdk:s3:getObject', { Bucket: 'b', Key: 'a/b c' });

    expect(asked[0]?.url).toBe('/b/a/b%20c');
    expect(output).toEqual({ Body: 'words', ETag: '"e"', ContentType: 'text/plain' });
  });

  test('fails by the name the service gives', async () => {
    answer = {
      status: 400,
      body: '{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed"}',
      headers: { 'x-amzn-requestid': 'r' },
    };
    const found = await called('arn:aws:states:::dynamodb:putItem', { TableName: 't', Item: {} });

    expect(found).toMatchObject({
      error: 'DynamoDB.ConditionalCheckFailedException',
      cause:
        'The conditional request failed (Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ConditionalCheckFailedException; Request ID: r; Proxy: null)',
    });
    expect(asked[0]?.headers['x-amz-target']).toBe('DynamoDB_20120810.PutItem');
  });

  test('gets the bare answer when it calls the way of the SDK', async () => {
    answer = { body: '{"Item":{"a":{"S":"x"}}}' };
    expect((await called('arn:aws:states:::aws-sdk:dynamodb:getItem', { TableName: 't' })).output).toEqual({
      Item: { a: { S: 'x' } },
    });
    answer = {
      status: 400,
      body: '{"__type":"ResourceNotFoundException","message":"no table"}',
      headers: { 'x-amzn-requestid': 'r' },
    };
    expect(await called('arn:aws:states:::aws-sdk:dynamodb:getItem', { TableName: 't' })).toMatchObject({
      error: 'DynamoDb.ResourceNotFoundException',
      cause: 'no table (Service: DynamoDb, Status Code: 400, Request ID: r)',
    });
  });

  test('publishes to a topic', async () => {
    answer = {
      body: '<PublishResponse><PublishResult><MessageId>n-1</MessageId></PublishResult></PublishResponse>',
    };
    const { output } = await called('arn:aws:states:::sns:publish', { TopicArn: 't', Message: { a: 1 } });

    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({
      Action: 'Publish',
      TopicArn: 't',
      Message: '{"a":1}',
    });
    expect(output).toMatchObject({ MessageId: 'n-1' });
  });

  test('fails when one of its events is rejected', async () => {
    answer = { body: '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"InvalidArgument"}]}' };
    expect(await called('arn:aws:states:::events:putEvents', { Entries: [{}] })).toMatchObject({
      error: 'EventBridge.FailedEntry',
      cause: answer.body,
    });
  });

  test('calls a function by its name or its ARN', async () => {
    const remote = await startEngine({ env: { AWS_ENDPOINT_URL_LAMBDA: url() } });
    const sfn = clientOf(remote.url);
    const FunctionName = 'arn:aws:lambda:us-east-1:000000000000:function:f';
    const definition = JSON.stringify(
      jsonata({
        T: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          Arguments: { FunctionName, Payload: { a: 1 } },
          Output: '{% $states.result.Payload %}',
          End: true,
        },
      }),
    );
    const { stateMachineArn } = await sfn.createStateMachine({ name: 'l', definition, roleArn: ROLE });
    const run = async (exchange: Exchange) => {
      answer = exchange;
      const { executionArn } = await sfn.startExecution({ stateMachineArn });
      await remote.settled();
      const { output, error, cause } = await sfn.describeExecution({ executionArn });
      return { output, error, cause };
    };

    expect(await run({ body: '{"b":2}' })).toMatchObject({ output: '{"b":2}' });
    const headers = { 'x-amz-function-error': 'Unhandled' };
    const body = '{"errorType":"E","errorMessage":"m"}';
    expect(await run({ body, headers })).toMatchObject({ error: 'E', cause: body });
    expect(await run({ body: '{"errorMessage":"m"}', headers })).toMatchObject({ error: 'Lambda.Unknown' });
    expect(
      await run({
        status: 429,
        body: '{"message":"slow down"}',
        headers: { 'x-amzn-errortype': 'TooManyRequestsException', 'x-amzn-requestid': 'r' },
      }),
    ).toMatchObject({
      error: 'Lambda.TooManyRequestsException',
      cause: 'slow down (Service: Lambda, Status Code: 429, Request ID: r)',
    });
    expect(asked[0]).toMatchObject({
      url: `/2015-03-31/functions/${encodeURIComponent(FunctionName)}/invocations`,
      body: '{"a":1}',
    });
    sfn.destroy();
    await remote.stop();
  });
});
