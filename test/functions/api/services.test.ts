import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogueOf } from '#desk/department.ts';
import { handler as api } from '#functions/api/api.ts';
import { handler as open } from '#functions/api/open.ts';
import { desk as ofApi } from '#functions/writing-desk.ts';
import { facilities } from '#statemachines/facilities/department.ts';
import { deskWithLeavers } from '../../desk/case/fields/leavers.ts';
import { caseAt, newest } from '../../desk/memory/stories.ts';
import type { Memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));

let desk: Memory;
beforeEach(() => {
  desk = deskWithLeavers();
  const others = desk.ports.catalogue.departments.filter(({ id }) => id !== 'facilities');
  const off = { ...facilities, rollout: { stage: 'off', contact: 'fm@corp.example' } } as const;
  vi.mocked(ofApi).mockReturnValue({ ...desk.ports, catalogue: catalogueOf([...others, off]) });
});

/** What the API answers to Anna. */
async function calls(
  routeKey: string,
  body?: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const event = {
    routeKey,
    headers: { 'content-type': 'application/json' },
    requestContext: {
      requestId: 'r',
      http: { method: routeKey.split(' ')[0], path: '/' },
      authorizer: { jwt: { claims: { sub: 'anna@corp.example' } } },
    },
    ...(body && { body: JSON.stringify(body), isBase64Encoded: false }),
  };
  const handler = routeKey === 'POST /cases' ? open : api;
  const answer = (await handler(event as unknown as APIGatewayProxyEventV2, {} as never)) as {
    statusCode: number;
    body: string;
  };
  return { status: answer.statusCode, body: JSON.parse(answer.body) as Record<string, unknown> };
}
const leaves = (more: object) =>
  calls('POST /cases', { subject: 'I leave', text: 'See the form.', service: 'hr/termination', ...more });
const pointers = ({ body }: Awaited<ReturnType<typeof calls>>) =>
  (body.faults as { pointer: string }[]).map(({ pointer }) => pointer);

describe('a case for a chosen service', () => {
  test('is opened with its fields as facts, and its process begins at once', async () => {
    const fields = { lastWorkingDay: '2026-04-30', reason: 'own wish', keepsPhone: false };
    const { status, body } = await leaves({ fields });
    expect({ status, service: body.service }).toEqual({ status: 201, service: 'termination' });
    expect(caseAt(desk, 0)).toMatchObject({
      routing: { reason: 'chosen-by-requester' },
      facts: { lastWorkingDay: '2026-04-30', reason: 'Own wish', keepsPhone: 'no' },
    });
    const start = newest(desk, caseAt(desk, 0).id).effects.find(({ kind }) => kind === 'start');
    expect(start).not.toHaveProperty('incomplete');
  });

  test('is refused with a pointer to every field that fails, and nothing is kept', async () => {
    const refused = await leaves({ fields: { lastWorkingDay: '2020-01-01', keepsPhone: 'maybe', age: 7 } });
    expect(refused.status).toBe(422);
    expect(pointers(refused)).toEqual([
      '/fields/age',
      '/fields/lastWorkingDay',
      '/fields/reason',
      '/fields/keepsPhone',
    ]);
    expect(desk.rows.heads.size + desk.rows.bodies.size).toBe(0);
  });

  test.each([
    ['a service nobody offers', { service: 'hr/firing' }, ['/service']],
    ['a department that does not take part', { service: 'facilities/lock-out' }, ['/service']],
    ['triage', { service: 'triage/unplaced' }, ['/service']],
    ['fields without a service', { service: undefined, fields: { a: 'b' } }, ['/service']],
    ['a field that is a list', { fields: { reason: ['Own wish'] } }, ['/fields/reason']],
  ])('is refused for %s', async (_what, more, expected) => {
    const refused = await leaves(more);
    expect(refused.status).toBe(422);
    expect(pointers(refused)).toEqual(expected);
  });

  test('in words that belong to a department that does not take part, one is told where to write', async () => {
    const refused = await calls('POST /cases', {
      subject: 'Heating',
      text: 'The heating in my office is cold.',
    });
    expect(refused.status).toBe(422);
    expect(refused.body.message).toContain('fm@corp.example');
  });
});

test('what may be asked for is listed with its fields as JSON Schema; who does not take part is not listed', async () => {
  const { status, body } = await calls('GET /services');
  const items = body.items as { service: string; fields: object }[];
  expect(status).toBe(200);
  expect(items.find(({ service }) => service === 'hr/termination')).toMatchObject({
    department: 'Human Resources',
    title: 'Somebody leaves',
    kind: 'request',
    fields: { required: ['lastWorkingDay', 'reason', 'keepsPhone'] },
  });
  expect(items.map(({ service }) => service.split('/')[0])).not.toContain('facilities');
  expect(items.map(({ service }) => service.split('/')[0])).not.toContain('triage');
});
