import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { REPORTS } from '#functions/api/report-operations.ts';
import { ROUTES } from '#functions/api/routes.ts';
import { desk as ofApi } from '#functions/writing-desk.ts';
import { ANNA } from '../../desk/memory/mail.ts';
import { opens, refusalOf } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));

let desk: Memory;
let laptop: Case;
beforeEach(async () => {
  desk = memory();
  vi.mocked(ofApi).mockReturnValue(desk.ports);
  laptop = await opens(desk);
  desk.pass(24 * 60);
});

type Asked = Readonly<{
  sub?: string;
  groups: readonly string[];
  query?: object;
  body?: object;
  path?: object;
}>;
const call = ({ sub = 'kim@corp.example', groups, query = {}, body, path = {} }: Asked) =>
  ({
    event: {
      headers: {},
      queryStringParameters: query,
      requestContext: { requestId: 'r', authorizer: { jwt: { claims: { sub, groups } } } },
    } as unknown as APIGatewayProxyEventV2,
    body,
    path,
  }) as never;
const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const report = (groups: readonly string[], query: object = MARCH) =>
  REPORTS.reportPromises(call({ groups, query }));

describe('the report of promises', () => {
  test('says of each service how its promises were kept', async () => {
    const { items } = await report(['it']);
    expect(items).toContainEqual(
      expect.objectContaining({ department: 'it', promise: 'firstResponse', kept: 0, broken: 1, share: 0 }),
    );
    const route = ROUTES.find(({ operation }) => operation === 'reportPromises') ?? expect.fail();
    expect(route.answer.safeParse(await report(['it'])).success).toBe(true);
  });

  test('of one department, for those who may read it', async () => {
    expect((await report(['service-head'], { ...MARCH, department: 'hr' })).items).toEqual([]);
    expect(await refusalOf(report(['it'], { ...MARCH, department: 'hr' }))).toBe('not-allowed');
    expect(await refusalOf(report(['it'], { ...MARCH, department: 'nowhere' }))).toBe('not-allowed');
    expect(await refusalOf(report([], MARCH)), 'an employee').toBe('not-allowed');
    expect(await refusalOf(report(['desk'], { ...MARCH, department: 'care' }))).toBe('not-allowed');
  });

  test('of days that are days, and not too many', async () => {
    expect(await refusalOf(report(['it'], {}))).toBe('invalid');
    expect(await refusalOf(report(['it'], { from: '2026-01-01', to: '2026-12-31' }))).toBe('invalid');
  });
});

describe('L12 a breach is held against nobody', () => {
  const path = () => ({ caseId: laptop.id, clock: 'firstResponse' });
  const asks = (groups: readonly string[], sub = 'kim@corp.example') =>
    REPORTS.askExclusion(call({ groups, sub, body: { reason: 'power cut' }, path: path() }));
  const agrees = (groups: readonly string[], sub = 'lead@corp.example') =>
    REPORTS.approveExclusion(call({ groups, sub, path: path() }));

  test('when one of the department asks and its lead agrees, and the report shows both', async () => {
    await asks(['it']);
    expect(await refusalOf(agrees(['it'])), 'two who do not lead').toBe('not-allowed');
    await agrees(['it', 'it-lead']);
    const { items } = await report(['it']);
    expect(items.find(({ promise }) => promise === 'firstResponse')).toMatchObject({
      broken: 0,
      excluded: 1,
      exclusions: [{ caseId: laptop.id, reason: 'power cut', approver: 'lead@corp.example' }],
    });
  });

  test('and not by its requester, or by those who do not see the case', async () => {
    expect(await refusalOf(asks([], ANNA))).toBe('not-allowed');
    expect(await refusalOf(asks(['hr']))).toBe('case-not-found');
    expect(await refusalOf(agrees(['hr']))).toBe('case-not-found');
  });
});
