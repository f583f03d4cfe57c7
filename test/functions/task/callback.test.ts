import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { signWebhook } from '#desk/delivery/webhook.ts';
import { catalogueOf } from '#desk/department.ts';
import type { Task } from '#desk/task/task.ts';
import { keyName, secretsOf } from '#functions/aws/webhook-secrets.ts';
import { handler } from '#functions/task/callback.ts';
import { it } from '#statemachines/it/department.ts';
import { serviceNow } from '#statemachines/mappings/service-now.ts';
import { asks, opens, question } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';
import { RECORD } from '../../statemachines/mappings/recorded.ts';

const ofCallback = vi.hoisted(() => vi.fn());
vi.mock('#functions/desk.ts', () => ({ deskWith: () => ofCallback }));
vi.mock('#functions/aws/webhook-secrets.ts', async (actual) => ({
  ...(await actual<typeof import('#functions/aws/webhook-secrets.ts')>()),
  secretsOf: vi.fn(),
}));

const SECRETS: Readonly<Record<string, string>> = { it: 'whsec_aXQgc2VjcmV0', hr: 'whsec_aHIgc2VjcmV0' };
let desk: Memory;
let task: Task;
beforeEach(async () => {
  desk = memory();
  const others = desk.ports.catalogue.departments.filter(({ id }) => id !== 'it');
  ofCallback.mockReturnValue({
    ...desk.ports,
    catalogue: catalogueOf([...others, { ...it, system: serviceNow }]),
  });
  vi.mocked(secretsOf).mockImplementation(async (department) => [SECRETS[department] ?? 'whsec_b3RoZXI=']);
  const of = { system: true } as const;
  task = await asks(desk.ports, question(await opens(desk), { of, outcomes: ['completed', 'failed'] }));
});

/** A system calls back, its body signed with the secret of this department. */
async function calls(body: object, { as = 'it', signed = body, ref = task.ref } = {}) {
  const now = Date.parse(desk.rows.now);
  const signing = { id: 'd1', timestamp: now / 1000, secrets: [SECRETS[as] ?? ''] };
  const event = {
    routeKey: 'POST /callbacks/{taskRef}',
    headers: signWebhook({ ...signing, body: JSON.stringify(signed) }),
    pathParameters: { taskRef: ref },
    requestContext: { requestId: 'r', timeEpoch: now, http: { method: 'POST', path: '/' } },
    body: JSON.stringify(body),
    isBase64Encoded: false,
  };
  const answer = (await handler(event as unknown as APIGatewayProxyEventV2, {} as never)) as {
    statusCode: number;
    headers: Record<string, string>;
    body: string;
  };
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: JSON.parse(answer.body) as { faults?: { pointer: string }[] },
  };
}
const row = async () => (await desk.ports.tasks.find(task.ref)) ?? expect.fail('no row');

describe('a system that speaks in its own fields', () => {
  test('answers its task; the same message again gives the first result (W10)', async () => {
    expect((await calls(RECORD('6'))).status).toBe(202);
    expect(await row()).toMatchObject({
      state: 'answered',
      answer: {
        outcome: 'completed',
        comment: 'Radiator bled.',
        fields: { externalReference: 'INC0010002' },
      },
    });
    expect((await calls(RECORD('6'))).status).toBe(200);
  });

  test('W14 is told 202 once its answer is stored; the process hears of it by what leaves with that same write', async () => {
    const before = desk.rows.outbox.length;
    expect((await calls(RECORD('6'))).status).toBe(202);
    expect((await row()).state).toBe('answered');
    const left = desk.rows.outbox.slice(before).map(({ effect }) => effect);
    expect(left).toMatchObject([{ kind: 'resume', ref: task.ref }]);
  });

  test('is signed for what it sent, not for what is made of it (W9)', async () => {
    const made = { outcome: 'completed', fields: {} };
    expect((await calls(RECORD('6'), { signed: made })).status).toBe(401);
    expect((await row()).state).toBe('asked');
  });

  test('is refused with the field named where the mapping makes no answer of it, and may try again (W13)', async () => {
    const { status, body } = await calls({ state: '6', close_notes: { text: 'no text' } });
    expect(status).toBe(422);
    expect(body.faults?.map(({ pointer }) => pointer)).toEqual(['/comment']);
    expect((await calls(RECORD('6'))).status).toBe(202);
  });

  test('finds no task of another department, whatever it says (W11)', async () => {
    expect((await calls({ outcome: 7 }, { as: 'hr' })).status).toBe(404);
    expect((await calls(RECORD('6'), { ref: 'unknown' })).status).toBe(404);
  });
});

describe('a system that reports', () => {
  const PROGRESS = { ...RECORD('2'), state: '2' };

  test('more than sixty times a minute is told when to go on (W15), and an answer is taken all the same', async () => {
    desk.rows.now = '2026-03-02T09:00:41.000Z';
    const statuses: number[] = [];
    for (let i = 0; i < 60; i += 1) statuses.push((await calls(PROGRESS)).status);
    expect(new Set(statuses)).toEqual(new Set([202]));
    const { status, headers } = await calls(PROGRESS);
    expect(status).toBe(429);
    expect(headers['retry-after']).toBe('19');
    expect((await calls(RECORD('6'))).status).toBe(202);
    expect(await row()).toMatchObject({ state: 'answered' });
  });

  test('is heard again in the next minute (W15)', async () => {
    for (let i = 0; i < 61; i += 1) await calls(PROGRESS);
    desk.pass(1);
    expect((await calls(PROGRESS)).status).toBe(202);
  });
});

describe('the keys of a system', () => {
  test('say when they signed last while one replaces the other (W16)', async () => {
    await calls(RECORD('6'));
    expect(await desk.ports.endpoints.keyUses('it'), 'one key is written of nowhere').toEqual([]);
    const [older = '', newer] = ['whsec_aXQgc2VjcmV0', 'whsec_bmV3'];
    vi.mocked(secretsOf).mockImplementation(async (department) =>
      department === 'it' ? [newer ?? '', older] : ['whsec_b3RoZXI='],
    );
    await calls(RECORD('6'));
    expect(await desk.ports.endpoints.keyUses('it')).toEqual([
      { key: keyName(older), usedAt: desk.rows.now },
    ]);
  });
});
