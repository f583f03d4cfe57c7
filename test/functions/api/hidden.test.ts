import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { DeskError } from '#desk/errors.ts';
import { FILES } from '#functions/api/file-operations.ts';
import { OPERATIONS } from '#functions/api/operations.ts';
import { ORIGINAL } from '#functions/api/original-operation.ts';
import { OVERSIGHT } from '#functions/api/oversight-operations.ts';
import { ROUTES } from '#functions/api/routes.ts';
import { STATUS } from '#functions/api/status-operations.ts';
import { desk as ofStatus } from '#functions/desk.ts';
import { desk as ofApi } from '#functions/writing-desk.ts';
import { asks, now, opens, question, refusalOf } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));
vi.mock('#functions/desk.ts', () => ({ desk: vi.fn() }));

let desk: Memory;
let found: Case;
beforeEach(async () => {
  desk = memory();
  for (const each of [ofApi, ofStatus]) vi.mocked(each).mockReturnValue(desk.ports);
  found = await opens(desk, { subject: 'Not well', text: 'I do not want to live any more.' });
});

/** Everybody but its own people: every other group there is, also all of them at once. */
const OTHERS = ['desk', 'it', 'hr', 'facilities', 'security', 'payroll', 'legal', 'emergency', 'platform'];
const call = (path: object, groups: readonly string[], body: object = {}) => ({
  event: {
    headers: {},
    requestContext: {
      requestId: 'r',
      authorizer: { jwt: { claims: { email: 'kim@corp.example', groups } } },
    },
  } as unknown as APIGatewayProxyEventV2,
  body,
  path,
});
const ALL = { ...OPERATIONS, ...FILES, ...ORIGINAL, ...OVERSIGHT, ...STATUS };
const run = (operation: string, asked: object) =>
  (ALL[operation as keyof typeof ALL] as (call: object) => Promise<unknown>)(asked);

/** The refusal of an operation, with the words it says it in. */
async function refused(operation: string, asked: object): Promise<unknown> {
  try {
    await run(operation, asked);
  } catch (error) {
    if (error instanceof DeskError) return [error.code, error.message, error.faults];
    throw error;
  }
  return 'nothing was refused';
}

const ON_A_CASE = ROUTES.filter(({ path }) => path.includes('{caseId}')).map(({ operation }) => operation);

describe('a case of somebody in distress, for everybody but its own people (rows 14, 28)', () => {
  test.each(ON_A_CASE)('%s finds it no more than one that is not there', async (operation) => {
    for (const groups of [[], ...OTHERS.map((each) => [each]), OTHERS]) {
      const there = await refused(operation, call({ caseId: found.id }, groups));
      expect(there).toEqual(await refused(operation, call({ caseId: '01none' }, groups)));
      // A file is refused in the same words whether its case, the file or the right is missing (row 15).
      const code = /(?:File|Original)$/.test(operation) ? 'not-allowed' : 'case-not-found';
      expect(there).toEqual([code, expect.any(String), expect.any(Array)]);
    }
    expect((await now(desk, found.id)).version).toBe(1);
  });

  test('nor is a question about it theirs to answer', async () => {
    const { ref } = await asks(desk.ports, question(found, { of: { group: 'team' }, outcomes: ['taken'] }));
    const body = { outcome: 'taken' };
    expect(await refusalOf(run('answerTask', call({ taskRef: ref }, OTHERS, body)))).toBe('task-not-found');
  });

  test('nor is it named as another case of a merge or a link', async () => {
    const laptop = await opens(desk, { id: 'laptop@x' });
    for (const said of [found.id, found.reference, '01none']) {
      const merged = refused('mergeCase', call({ caseId: laptop.id }, OTHERS, { into: said }));
      const linked = refused('linkCase', call({ caseId: laptop.id }, OTHERS, { to: said, as: 'related' }));
      const faults = (pointer: string) => ['invalid', `${pointer} is no case of yours`, expect.any(Array)];
      expect([await merged, await linked]).toEqual([faults('/into'), faults('/to')]);
    }
  });
});
