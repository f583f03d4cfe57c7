import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { DeployedFunction } from '#local/assembly/deployment.ts';
import { dateOf } from '#local/clock.ts';
import { failedOnes } from '#local/feeds/failures.ts';
import { openLog } from '#local/lambda/function-log.ts';
import { createPool } from '#local/lambda/pool.ts';
import { deleteFolder } from './spawn-desk.ts';

const folder = mkdtempSync(join(tmpdir(), 'switchboard-'));
writeFileSync(
  join(folder, 'index.js'),
  `let calls = 0;
  exports.count = async () => { const mine = ++calls; await new Promise((done) => setTimeout(done, 20)); return mine; };
  exports.throws = async () => { throw Object.assign(new Error('the case is closed'), { name: 'case-closed' }); };
  exports.hangs = () => new Promise(() => {});
  exports.large = async () => 'x'.repeat(7 * 1024 * 1024);
  exports.nothing = async () => {};
  exports.missing = async () => require('left-pad');`,
);
afterAll(() => deleteFolder(folder));
const silence = vi.spyOn(console, 'error').mockImplementation(() => {});
afterAll(() => silence.mockRestore());

const now = () => Date.now();
const clock = { now, offset: () => 0, move: () => {}, Date: dateOf(now) };

function pool(exported: string, more: Partial<DeployedFunction> = {}) {
  const fn: DeployedFunction = {
    name: exported,
    id: exported,
    folder,
    handler: `index.${exported}`,
    environment: {},
    timeoutSeconds: 3,
    memoryMegabytes: 128,
    jsonLogs: true,
    applicationLogLevel: 'INFO',
    systemLogLevel: 'WARN',
    reserved: undefined,
    ...more,
  };
  const log = {
    ...openLog(folder, fn, now),
    write: () => {},
    say: () => {},
    started: () => {},
    ended: () => {},
  };
  return createPool(fn, {}, log, clock);
}

describe('a function', () => {
  test('handles one event at a time in a container, and more events in more containers', async () => {
    const counting = pool('count');
    const first = await Promise.all([counting.invoke({}), counting.invoke({})]);
    expect(first.map(({ payload }) => payload)).toEqual([1, 1]);
    const again = await Promise.all([counting.invoke({}), counting.invoke({})]);
    expect(again.map(({ payload }) => payload)).toEqual([2, 2]);
  });

  test('has no more containers than the template reserves', async () => {
    const counting = pool('count', { reserved: 1 });
    const all = await Promise.all([1, 2, 3].map(() => counting.invoke({})));
    expect(all.map(({ payload }) => payload)).toEqual([1, 2, 3]);
    expect(counting.active()).toBe(0);
  });

  test('starts afresh after it was recycled', async () => {
    const counting = pool('count');
    await counting.invoke({});
    counting.recycle();
    expect(await counting.invoke({})).toMatchObject({ payload: 1 });
  });

  test('that throws tells the name and the message', async () => {
    expect(await pool('throws').invoke({})).toMatchObject({
      failed: true,
      payload: { errorType: 'case-closed', errorMessage: 'the case is closed', trace: expect.any(Array) },
    });
  });

  test.each([
    ['takes too long', 'hangs', { timeoutSeconds: 0.05 }, 'Sandbox.Timedout'],
    ['says too much', 'large', {}, 'Function.ResponseSizeTooLarge'],
    ['needs what it did not bring', 'missing', {}, 'Refusal'],
    ['does not exist', 'nobody', {}, 'Refusal'],
  ])('that %s fails as such', async (_what, exported, more, errorType) => {
    expect(await pool(exported, more).invoke({})).toMatchObject({ failed: true, payload: { errorType } });
  });

  test('that answers nothing answers null', async () => {
    expect(await pool('nothing').invoke({})).toMatchObject({ failed: false, payload: null });
  });
});

describe('what failed of a batch', () => {
  const all = ['a', 'b'];
  const answered = (payload: Parameters<typeof failedOnes>[0]['payload']) => ({
    failed: false,
    payload,
    requestId: '',
  });

  test.each([
    ['nothing, by an empty list', { batchItemFailures: [] }, []],
    ['nothing, by no answer', null, []],
    ['those that are named', { batchItemFailures: [{ itemIdentifier: 'b' }] }, ['b']],
    ['all, if a name is unknown', { batchItemFailures: [{ itemIdentifier: 'c' }] }, all],
    ['all, if a name is missing', { batchItemFailures: [{}] }, all],
    ['all, if the list is none', { batchItemFailures: 'a' }, all],
  ])('is %s', (_what, payload, expected) => {
    expect([...failedOnes(answered(payload), all, true)]).toEqual(expected);
  });

  test('is all when the handler threw, and nothing when it does not report', () => {
    expect([...failedOnes({ failed: true, payload: {}, requestId: '' }, all, true)]).toEqual(all);
    expect(failedOnes(answered({ batchItemFailures: [{ itemIdentifier: 'a' }] }), all, false).size).toBe(0);
  });
});
