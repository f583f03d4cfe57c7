import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { askedInJson } from '#functions/aws/asked-in-json.ts';
import { type Arrived, isSigned } from './signed-request.ts';

const SECRET = 'wJalrXUtnFEMI';
const given = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: SECRET },
};
const db = new DynamoDBClient(given);
const secret = () => askedInJson(db, 'secretsmanager')('GetSecretValue', { SecretId: 'grün/a' });
const batch = {
  QueueUrl: 'https://sqs.example/1/q',
  Entries: [{ Id: '0', MessageBody: 'grün', DelaySeconds: 9 }],
};
const message = () => askedInJson(db, 'sqs')('SendMessageBatch', batch);
const parameter = () => askedInJson(db, 'ssm')('GetParameter', { Name: '/grün/a' });

let server: Server;
let arrived: Arrived[];
let answers: readonly (readonly [status: number, body: string])[];
beforeEach(async () => {
  arrived = [];
  answers = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const [status, body] = answers[arrived.length] ?? [200, '{"SecretString":"grün"}'];
    arrived.push({ method, url, headers, body: Buffer.concat(chunks) });
    response.writeHead(status).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** What a service goes by when it reads a request. */
const read = ({ method, url, headers, body }: Arrived) => ({
  method,
  url,
  type: headers['content-type'],
  target: headers['x-amz-target'],
  scope: /Credential=\w+\/\d+\/([^,]+),/.exec(headers.authorization ?? '')?.[1],
  body: JSON.parse(body.toString()) as unknown,
});

describe('a question to a service in JSON', () => {
  test('is the one its client would ask, signed over all of it', async () => {
    await secret();
    await parameter();
    await message();
    const sqs = new SQSClient({ ...given, md5: false, useQueueUrlAsEndpoint: false });
    const clients = [new SecretsManagerClient(given), new SSMClient(given), sqs] as const;
    await clients[0].send(new GetSecretValueCommand({ SecretId: 'grün/a' }));
    await clients[1].send(new GetParameterCommand({ Name: '/grün/a' }));
    await clients[2].send(new SendMessageBatchCommand(batch));
    const [ofSecret, ofParameter, ofMessage, ...others] = arrived.map(read);
    expect([ofSecret, ofParameter, ofMessage]).toEqual(others);
    for (const one of arrived.slice(0, 3)) {
      expect(isSigned(one, SECRET)).toBe(true);
      expect(isSigned({ ...one, body: Buffer.from('{}') }, SECRET)).toBe(false);
    }
    for (const client of clients) client.destroy();
  });

  test('is answered with what the service says', async () => {
    expect(await secret()).toEqual({ SecretString: 'grün' });
  });

  test.each([
    [503, 'upstream connect error'],
    [500, '{"__type":"InternalServiceError"}'],
    [400, '{"__type":"ThrottlingException"}'],
  ])('that meets %i %s is asked again, and signed anew', async (status, body) => {
    answers = [[status, body]];
    expect(await secret()).toEqual({ SecretString: 'grün' });
    expect(arrived.map((one) => isSigned(one, SECRET))).toEqual([true, true]);
  });

  test('is asked three times at most', async () => {
    answers = Array.from({ length: 9 }, () => [503, 'upstream connect error'] as const);
    await expect(secret()).rejects.toMatchObject({ name: 'Http503', message: 'secretsmanager answered 503' });
    expect(arrived).toHaveLength(3);
  });

  test.each([
    ['ResourceNotFoundException', '{"__type":"ResourceNotFoundException","message":"no grün/a"}'],
    ['ParameterNotFound', '{"__type":"com.amazonaws.ssm#ParameterNotFound"}'],
    ['AccessDeniedException', '{"__type":"AccessDeniedException:http://internal.amazon.com/"}'],
  ])('that is refused by %s is asked once, and fails by that name', async (name, body) => {
    answers = [[400, body]];
    await expect(parameter()).rejects.toMatchObject({ name, message: 'ssm answered 400' });
    expect(arrived).toHaveLength(1);
  });
});
