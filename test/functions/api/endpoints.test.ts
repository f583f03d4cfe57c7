import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { disabled } from '#desk/delivery/circuit.ts';
import { catalogueOf } from '#desk/department.ts';
import type { Task } from '#desk/task/task.ts';
import { ENDPOINTS } from '#functions/api/endpoint-operations.ts';
import { ROUTES } from '#functions/api/routes.ts';
import { post } from '#functions/aws/post.ts';
import { send } from '#functions/aws/queues.ts';
import { systemOf } from '#functions/aws/systems.ts';
import { keyName } from '#functions/aws/webhook-secrets.ts';
import { it } from '#statemachines/it/department.ts';
import { serviceNow } from '#statemachines/mappings/service-now.ts';
import { asks, opens, question, refusalOf } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

const ofApi = vi.hoisted(() => vi.fn());
vi.mock('#functions/desk.ts', () => ({ deskWith: () => ofApi }));
vi.mock('#functions/aws/systems.ts', () => ({ systemOf: vi.fn() }));
vi.mock('#functions/aws/post.ts', () => ({ post: vi.fn() }));
vi.mock('#functions/aws/queues.ts', () => ({ send: vi.fn() }));

const SECRETS = ['whsec_bmV3', 'whsec_b2xk'];
let desk: Memory;
beforeEach(() => {
  vi.resetAllMocks();
  vi.stubEnv('WEBHOOK_QUEUE', 'the queue of webhooks');
  desk = memory();
  ofApi.mockReturnValue(desk.ports);
  const url = 'https://system.corp-it.com/desk';
  vi.mocked(systemOf).mockResolvedValue({ url, network: 'public', secrets: SECRETS });
  answers(204);
});
const answers = (status: number) =>
  vi.mocked(post).mockResolvedValue({
    outcome: { kind: 'answered', status, at: desk.rows.now },
    note: `${status} some words of theirs`,
  });

const call = (groups: readonly string[], body: object = {}, department = 'it') =>
  ({
    event: {
      requestContext: { authorizer: { jwt: { claims: { email: 'lea@corp.example', groups } } } },
    } as unknown as APIGatewayProxyEventV2,
    body,
    path: { department },
  }) as never;
const LEAD = ['it-lead'];
const goes = () => desk.ports.endpoints.keep('it', undefined, disabled(undefined, desk.rows.now), []);
const fits = (operation: string, answer: unknown) =>
  ROUTES.find((route) => route.operation === operation)?.answer.safeParse(answer).success;

describe("a department's endpoint", () => {
  test('is shown with its keys, and when each signed last (W16)', async () => {
    await desk.ports.endpoints.keepKeyUse('it', keyName('whsec_b2xk'), desk.rows.now);
    const shown = await ENDPOINTS.showEndpoint(call(LEAD));
    expect(shown).toEqual({
      department: 'it',
      state: 'active',
      keys: [{ key: keyName('whsec_bmV3') }, { key: keyName('whsec_b2xk'), lastUsedAt: desk.rows.now }],
    });
    expect(fits('showEndpoint', shown)).toBe(true);
    expect(JSON.stringify(shown)).not.toContain('b2xk');
  });

  test('without an address is pending (W8)', async () => {
    vi.mocked(systemOf).mockResolvedValue({ url: '', network: 'public', secrets: SECRETS });
    expect(await ENDPOINTS.showEndpoint(call(LEAD))).toMatchObject({ state: 'pending' });
    expect(await refusalOf(ENDPOINTS.switchOnEndpoint(call(LEAD)))).toBe('endpoint-refused');
    expect(post).not.toHaveBeenCalled();
  });

  test.each([
    ['its people', ['it'], 'it'],
    ['the lead of another', ['hr-lead'], 'it'],
    ['agents of the desk', ['desk'], 'it'],
    ['a department that is none', ['platform'], 'nowhere'],
    ['one without a system', ['platform'], 'triage'],
  ])('is not shown to or switched on by %s', async (_, groups, department) => {
    expect(await refusalOf(ENDPOINTS.showEndpoint(call(groups, {}, department)))).toBe('not-allowed');
    expect(await refusalOf(ENDPOINTS.switchOnEndpoint(call(groups, {}, department)))).toBe('not-allowed');
    expect(await refusalOf(ENDPOINTS.redeliver(call(groups, {}, department)))).toBe('not-allowed');
  });

  test('is switched on again by its lead once it answers a signed call (W7)', async () => {
    await goes();
    expect(await ENDPOINTS.showEndpoint(call(LEAD))).toMatchObject({ state: 'disabled' });
    answers(410);
    await expect(ENDPOINTS.switchOnEndpoint(call(LEAD))).rejects.toMatchObject({
      code: 'endpoint-refused',
      message: 'the system should answer the call with 2xx, but it was 410',
    });
    expect(desk.rows.endpoints.get('it')?.state).toBe('disabled');
    answers(204);
    const shown = await ENDPOINTS.switchOnEndpoint(call(LEAD));
    expect(shown).toMatchObject({ state: 'active', switchedOnBy: 'lea@corp.example' });
    expect(fits('switchOnEndpoint', shown)).toBe(true);
    const [endpoint, , headers, body] = vi.mocked(post).mock.lastCall ?? expect.fail('it was not called');
    expect(endpoint.url).toBe('https://system.corp-it.com/desk');
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect(JSON.parse(body)).toMatchObject({ type: 'endpoint.ping', department: 'it' });
  });

  test('in fields of its own is called with the next task, and no other before that has passed (W7)', async () => {
    await goes();
    const others = desk.ports.catalogue.departments.filter(({ id }) => id !== 'it');
    ofApi.mockReturnValue({
      ...desk.ports,
      catalogue: catalogueOf([...others, { ...it, system: serviceNow }]),
    });
    expect(await ENDPOINTS.switchOnEndpoint(call(LEAD))).toMatchObject({ state: 'away' });
    expect(post).not.toHaveBeenCalled();
  });
});

describe('tasks that a system lost (W6)', () => {
  const asked = async (nth: number): Promise<Task> => {
    const found = await opens(desk, { id: `m${nth}@corp.example`, from: `p${nth}@corp.example` });
    return asks(desk.ports, question(found, { of: { system: true }, outcomes: ['completed'] }));
  };
  const sent = () => vi.mocked(send).mock.lastCall?.[1].map(({ body }) => body);

  test('W6 are sent again, one by its reference', async () => {
    const { ref } = await asked(1);
    const answer = await ENDPOINTS.redeliver(call(['platform'], { taskRef: ref }));
    expect(answer).toEqual({ sent: 1 });
    expect(fits('redeliver', answer)).toBe(true);
    expect(vi.mocked(send).mock.lastCall?.[0]).toBe('the queue of webhooks');
    expect(sent()).toEqual([{ redeliver: ref }]);
    expect(await refusalOf(ENDPOINTS.redeliver(call(['platform'], { taskRef: 'nothing' })))).toBe(
      'task-not-found',
    );
  });

  test('W6 are sent again, those that were asked between two moments and not answered', async () => {
    await asked(1);
    desk.pass(10);
    const from = '2026-03-02T10:10:00+01:00';
    const [second, third] = [await asked(2), await asked(3)];
    await desk.ports.tasks.settle(
      third.ref,
      { state: 'answered', answer: { outcome: 'completed', by: 'it system', at: desk.rows.now } },
      [],
    );
    desk.pass(10);
    await asked(4);
    await ENDPOINTS.redeliver(call(LEAD, { from, to: '2026-03-02T09:15:00Z' }));
    expect(sent()).toEqual([{ redeliver: second.ref }]);
  });

  test('W6 not while the system is switched off: people would be given them', async () => {
    const { ref } = await asked(1);
    await goes();
    expect(await refusalOf(ENDPOINTS.redeliver(call(LEAD, { taskRef: ref })))).toBe('endpoint-refused');
    expect(send).not.toHaveBeenCalled();
  });

  test.each([
    [{}],
    [{ from: '2026-03-02T09:00:00Z' }],
    [{ from: '2026-03-02T09:00:00Z', to: '2026-03-01T09:00:00Z' }],
  ])('W6 not without saying which: %j', async (body) => {
    expect(await refusalOf(ENDPOINTS.redeliver(call(LEAD, body)))).toBe('invalid');
    expect(send).not.toHaveBeenCalled();
  });
});
