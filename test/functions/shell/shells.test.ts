import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import { faultsOf } from '#functions/shell/faults.ts';
import { door, json, jsonBody, rawBody, STATUS } from '#functions/shell/http.ts';
import { eachMessage } from '#functions/shell/queue.ts';
import { step } from '#functions/shell/step.ts';

const context = {} as Context;
const bug = new TypeError('undefined is not a function');
const refusal = new DeskError('invalid', 'outcome is wrong', {
  faults: [{ pointer: '/outcome', message: 'is wrong' }],
});
const refuses = async () => {
  throw refusal;
};
const breaks = async () => {
  throw bug;
};
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe('a queue', () => {
  const event = (...bodies: string[]) =>
    ({ Records: bodies.map((body, at) => ({ messageId: `m${at}`, body })) }) as unknown as SQSEvent;

  test('handles each message alone: what fails goes back, the rest is done', async () => {
    const done: unknown[] = [];
    const handler = eachMessage(async (body) => {
      if (body === 'bad') throw bug;
      done.push(body);
    });
    expect(await handler(event('1', '"bad"', 'no json', '2'), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }, { itemIdentifier: 'm2' }],
    });
    expect(done).toEqual([1, 2]);
  });

  test('logs the failure, and not what people wrote', async () => {
    await eachMessage(breaks)(event('{"text":"my salary is wrong"}'), context);
    const [told] = vi.mocked(console.error).mock.calls[0] ?? [];
    expect(told).toMatchObject({ messageId: 'm0', error: 'TypeError: undefined is not a function' });
    expect(JSON.stringify(vi.mocked(console.error).mock.calls)).not.toContain('salary');
  });

  test('an empty one is done', async () => {
    expect(await eachMessage(breaks)(event(), context)).toEqual({ batchItemFailures: [] });
  });
});

describe('a step of a process', () => {
  test('gives its result', async () => {
    expect(await step(async (payload: number) => payload + 1)(1, context)).toBe(2);
  });

  test('a refusal is an error by its code, so that the process can catch it by that name', async () => {
    await expect(step(refuses)({}, context)).rejects.toMatchObject({
      name: 'invalid',
      message: 'outcome is wrong',
    });
  });

  test('a bug is thrown by its name', async () => {
    await expect(step(breaks)({}, context)).rejects.toMatchObject({ name: bug.name, message: bug.message });
  });
});

describe('a door', () => {
  const event = (more: object = {}) => ({ headers: {}, ...more }) as APIGatewayProxyEventV2;

  test('answers, and nobody stores it or shows it inside another page', async () => {
    const answer = await door(async () => json(201, { a: 1 }))(event(), context);
    expect(answer).toMatchObject({ statusCode: 201, body: '{"a":1}' });
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(String(answer.headers?.['content-security-policy'])).toContain("frame-ancestors 'none'");
  });

  test('W13 a refusal is a 4xx with its code and the fields that are wrong', async () => {
    const answer = await door(refuses)(event(), context);
    expect(answer.statusCode).toBe(422);
    expect(JSON.parse(answer.body ?? '')).toEqual({
      code: 'invalid',
      message: 'outcome is wrong',
      faults: [{ pointer: '/outcome', message: 'is wrong' }],
    });
  });

  test('a refusal in another form, where people read it', async () => {
    const page = door(refuses, ({ message }) => ({
      status: 422,
      body: `<p>${message}</p>`,
      type: 'text/html',
    }));
    expect(await page(event(), context)).toMatchObject({ body: '<p>outcome is wrong</p>' });
  });

  test('a bug is thrown, and becomes an alarm', async () => {
    await expect(door(breaks)(event(), context)).rejects.toMatchObject({ message: bug.message });
  });

  test('every refusal is the caller’s business: a 4xx', () => {
    for (const status of Object.values(STATUS)) expect(Math.floor(status / 100)).toBe(4);
  });

  test('W9 hands on the very bytes, however the gateway wrapped them', () => {
    const bytes = Buffer.from([0, 255, 195, 40]);
    expect(Buffer.from(rawBody(event({ body: bytes.toString('base64'), isBase64Encoded: true })))).toEqual(
      bytes,
    );
    expect(Buffer.from(rawBody(event({ body: 'ä', isBase64Encoded: false }))).toString()).toBe('ä');
    expect(rawBody(event())).toHaveLength(0);
  });

  test.each(['', '{', 'undefined'])('a body that is no JSON is refused, and not said back: %j', (body) => {
    expect(() => jsonBody(event({ body }))).toThrow(
      expect.objectContaining({ code: 'invalid', message: 'the body is no JSON' }),
    );
  });
});

test('W13 what a schema finds wrong is named by JSON pointers', () => {
  const paths = [[], ['fields', 'from'], ['items', 0], ['a/b', 'c~d']];
  const pointers = faultsOf(paths.map((path) => ({ path, message: 'x' }))).map(({ pointer }) => pointer);
  expect(pointers).toEqual(['', '/fields/from', '/items/0', '/a~1b/c~0d']);
});
