import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import { cleaned, matterOf } from '#functions/shell/log.ts';
import { eachMessage } from '#functions/shell/queue.ts';
import { step } from '#functions/shell/step.ts';

const lines: unknown[][] = [];
beforeEach(() => {
  lines.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...args) => void lines.push(args));
});
afterEach(() => vi.restoreAllMocks());

const record = (body: string) => ({ messageId: 'm-1', body });
type Handler = (event: object, context: object) => Promise<unknown>;
const call = (handler: unknown, event: object) => (handler as Handler)(event, {});

describe('a message that fails', () => {
  const fails = eachMessage(async () => {
    throw new Error('a mail cannot be sent to "Ann Smith" <ann.smith@corp.example>, nor to bo@corp.example');
  });

  test('is one object in the log, found by its case', async () => {
    await call(fails, { Records: [record('{"caseId":"01j9","effect":{"to":["ann.smith@corp.example"]}}')] });
    expect(lines).toMatchObject([
      [{ said: 'a message goes back to its queue', caseId: '01j9', messageId: 'm-1' }],
    ]);
  });

  test('leaves no address in the log', async () => {
    await call(fails, { Records: [record('{"caseId":"01j9"}')] });
    expect(JSON.stringify(lines)).not.toContain('corp.example');
    expect(lines[0]?.[0]).toMatchObject({
      error: 'Error: a mail cannot be sent to "Ann Smith" <<address>>, nor to <address>',
    });
  });

  test('because it is no JSON is not quoted', async () => {
    await call(fails, { Records: [record('Dear desk, my salary')] });
    expect(JSON.stringify(lines)).not.toContain('salary');
    expect(lines[0]?.[0]).toMatchObject({ error: 'SyntaxError: this is no JSON' });
  });
});

describe('a step', () => {
  test('that fails keeps the name of its error, which the process retries by', async () => {
    const broken = step(async () => {
      throw Object.assign(new Error('ann@corp.example'), { name: 'ProvisionedThroughputExceededException' });
    });
    await expect(call(broken, { caseId: '01j9' })).rejects.toMatchObject({
      name: 'ProvisionedThroughputExceededException',
      message: '<address>',
    });
    expect(lines).toMatchObject([[{ said: 'a step failed', caseId: '01j9' }]]);
  });

  test('whose error is thrown carries nothing of the one before it', async () => {
    const broken = step(async () => {
      throw Object.assign(new Error('x'), { asked: 'ann@corp.example' });
    });
    const thrown = await call(broken, {}).catch((error: unknown) => error);
    expect(JSON.stringify({ ...(thrown as object) })).not.toContain('@');
  });

  test('that is refused says so to its process, and nothing to the log', async () => {
    const refused = step(async () => {
      throw new DeskError('case-closed', 'case IT-1 is over');
    });
    await expect(call(refused, {})).rejects.toMatchObject({ name: 'case-closed' });
    expect(lines).toEqual([]);
  });
});

test('a stack keeps its places and loses its words', () => {
  const { stack = '' } = cleaned(new Error('to ann@corp.example'));
  expect(stack).toMatch(/^Error: to <address>\n\s+at .*log\.test\.ts/);
});

test.each([
  [{ caseId: '01j9' }, { caseId: '01j9' }],
  [{ delivery: 'd1' }, { delivery: 'd1' }],
  [{ Records: [{ s3: { object: { key: 'mail/a1' } } }] }, { key: 'mail/a1' }],
  ['nothing', {}],
  [null, {}],
])('%j is about %j', (body, about) => {
  expect(matterOf(body)).toEqual(about);
});
