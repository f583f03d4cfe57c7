import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { linkCases } from '#desk/case/link-cases.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { CASES } from '#functions/api/case-operations.ts';
import { CONVERSATIONS } from '#functions/api/conversation-operations.ts';
import { ROUTES } from '#functions/api/routes.ts';
import { desk as ofApi } from '#functions/writing-desk.ts';
import { ANNA, arrive, BOB } from '../../desk/memory/mail.ts';
import { AGENT, eventsOf, now, opens, refusalOf } from '../../desk/memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));

let desk: Memory;
let laptop: Case;
let again: Case;
let leave: Case;
beforeEach(async () => {
  desk = memory();
  vi.mocked(ofApi).mockReturnValue(desk.ports);
  laptop = await opens(desk);
  again = await opens(desk, { from: BOB, id: 'again@x' });
  leave = await opens(desk, {
    id: 'hr@x',
    subject: 'Vacation',
    text: 'How many vacation days do I have left?',
  });
});

/** A request of somebody with these groups, `kim` unless said otherwise. */
const call = (
  caseId: string,
  body: object | undefined,
  groups: readonly string[] = ['desk'],
  sub = 'kim@corp.example',
) =>
  ({
    event: {
      headers: {},
      requestContext: { requestId: 'r', authorizer: { jwt: { claims: { sub, groups } } } },
    } as unknown as APIGatewayProxyEventV2,
    body,
    path: { caseId },
  }) as never;
const BOTH = ['desk', 'hr'];
type Shown = Readonly<{
  links: readonly object[];
  merged: readonly object[];
  facts: object;
  history: readonly Readonly<{ type: string }>[];
}>;
const show = async (caseId: string, groups?: readonly string[], sub?: string) =>
  (await CASES.showCase(call(caseId, undefined, groups, sub))) as Shown;

describe('who may do what between cases', () => {
  const BODIES: Readonly<Record<string, object>> = {
    mergeCase: { into: 'x' },
    splitCase: { messages: ['x'], subject: 's' },
    linkCase: { to: 'x', as: 'related' },
    holdCase: { reason: 'r', until: '2026-03-09T08:00:00.000Z' },
  };

  test.each(Object.keys(CONVERSATIONS))('%s is for those who work on the case alone', async (operation) => {
    const run = CONVERSATIONS[operation as keyof typeof CONVERSATIONS] as (call: never) => Promise<unknown>;
    const body = BODIES[operation];
    expect(await refusalOf(run(call(laptop.id, body, [], ANNA)))).toBe('not-allowed');
    expect(await refusalOf(run(call(laptop.id, body, [], BOB)))).toBe('case-not-found');
    expect(await refusalOf(run(call(leave.id, body, ['desk', 'it'])))).toBe('case-not-found');
    expect([(await now(desk, laptop.id)).version, (await now(desk, leave.id)).version]).toEqual([1, 1]);
  });

  test.each(['mergeCase', 'linkCase'] as const)(
    '%s names no case that one does not work on',
    async (operation) => {
      const field = operation === 'mergeCase' ? 'into' : 'to';
      const body = { [field]: leave.reference, ...(operation === 'linkCase' && { as: 'related' }) };
      await expect(CONVERSATIONS[operation](call(laptop.id, body))).rejects.toMatchObject({
        code: 'invalid',
        message: `/${field} is no case of yours`,
      });
    },
  );

  test('the other case may be said by its reference', async () => {
    const body = { into: laptop.reference.toLowerCase(), differentRequesters: true };
    expect(await CONVERSATIONS.mergeCase(call(again.id, body))).toMatchObject({ status: 'closed' });
    expect(await CONVERSATIONS.unmergeCase(call(again.id, undefined))).toMatchObject({ status: 'open' });
  });

  test('HR does not go into IT, also for somebody who works on both', async () => {
    await expect(CONVERSATIONS.mergeCase(call(leave.id, { into: laptop.id }, BOTH))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is confidential'),
    });
  });

  test('half a place is none', async () => {
    const body = { messages: ['x'], subject: 's', department: 'it' };
    await expect(CONVERSATIONS.splitCase(call(laptop.id, body))).rejects.toMatchObject({
      faults: [{ pointer: '/service' }],
    });
  });

  test('every one of them has its route, and bodies are checked', () => {
    const routes = new Map(ROUTES.map((route) => [route.operation as string, route]));
    for (const [operation, body] of Object.entries(BODIES)) {
      const route = routes.get(operation);
      const schema = route !== undefined && 'body' in route ? route.body : undefined;
      expect(schema?.safeParse(body).success, operation).toBe(true);
      expect(schema?.safeParse({ ...body, more: 1 }).success, operation).toBe(false);
    }
  });
});

describe('row 27 another case is absent, and not counted, for those who may not see it', () => {
  test('in links, in the history, in the explanation, and as a hint', async () => {
    await linkCases(desk.ports, laptop.id, leave.id, 'caused-by', AGENT);
    const both = await show(laptop.id, BOTH);
    expect(both.links).toMatchObject([{ as: 'caused-by', reference: leave.reference }]);
    for (const seen of [
      await show(laptop.id),
      await show(laptop.id, [], ANNA),
      await CONVERSATIONS.listLinks(call(laptop.id, undefined)),
      await CASES.explainCase(call(laptop.id, undefined)),
    ]) {
      expect(JSON.stringify(seen)).not.toContain(leave.id);
      expect(JSON.stringify(seen)).not.toContain(leave.reference);
      expect(JSON.stringify(seen)).not.toContain('caused-by');
    }
  });

  test('P4 a hint at a case of another department is none', async () => {
    await arrive(desk.ports, { from: BOB, id: 'hint@x', inReplyTo: 'hr@x', text: 'My laptop is slow.' });
    const [, , , hinting] = [...desk.rows.heads.values()];
    expect(hinting?.facts).toEqual({ maybeRelated: leave.id });
    expect(JSON.stringify(await show(hinting?.id ?? ''))).not.toContain(leave.id);
    expect((await show(hinting?.id ?? '', BOTH)).facts).toEqual({ maybeRelated: leave.id });
  });
});

describe('P15 two people whose cases became one', () => {
  beforeEach(async () => {
    await CONVERSATIONS.mergeCase(call(again.id, { into: laptop.id, differentRequesters: true }));
    const to = [replyAddress(FRONT_DOOR, again.id, KEY)];
    await arrive(desk.ports, { from: BOB, id: 'bob2@x', to, text: 'Bob’s own words' });
    await arrive(desk.ports, { id: 'anna2@x', inReplyTo: 'first@corp.example', text: 'Anna’s own words' });
  });

  test('read nothing of each other', async () => {
    const annas = JSON.stringify(await show(laptop.id, [], ANNA));
    expect(annas).toContain('Anna’s own words');
    for (const word of ['Bob’s', BOB, again.id, again.reference]) expect(annas).not.toContain(word);
    const bobs = JSON.stringify(await show(again.id, [], BOB));
    for (const word of ['Anna’s', ANNA, laptop.id, laptop.reference]) expect(bobs).not.toContain(word);
    expect(await refusalOf(show(laptop.id, [], BOB))).toBe('case-not-found');
  });

  test('are seen together by those who work on both', async () => {
    const shown = await show(laptop.id);
    expect(JSON.stringify(shown)).toContain('Bob’s own words');
    expect(shown.merged).toMatchObject([{ reference: again.reference, status: 'closed' }]);
    expect(await CONVERSATIONS.listLinks(call(again.id, undefined))).toMatchObject({
      mergedInto: { reference: laptop.reference },
    });
    expect(await CASES.explainCase(call(laptop.id, undefined))).toMatchObject({
      conversation: { merged: [{ reference: again.reference }] },
    });
  });

  test('after the undo the one reads what they wrote meanwhile, and no other case', async () => {
    await CONVERSATIONS.unmergeCase(call(again.id, undefined));
    const bobs = JSON.stringify(await show(again.id, [], BOB));
    expect(bobs).toContain('Bob’s own words');
    for (const word of ['Anna’s', laptop.id]) expect(bobs).not.toContain(word);
    expect(eventsOf(desk, again.id).some(({ type }) => type === 'MessageShared')).toBe(true);
  });

  test('an agent writes to the one under their own number', async () => {
    desk.rows.outbox.length = 0;
    await CASES.addMessage(call(again.id, { text: 'For Bob alone' }));
    expect(desk.rows.outbox).toMatchObject([
      { caseId: again.id, effect: { template: 'message', to: [BOB] } },
    ]);
  });
});

test('a case that rests says until when and why to those who work on it, and its word to who asked', async () => {
  const until = '2026-03-09T08:00:00.000Z';
  await CONVERSATIONS.holdCase(call(laptop.id, { reason: 'The supplier is on strike.', until }));
  expect(await show(laptop.id)).toMatchObject({ hold: { until, cause: 'on-hold' }, stage: 'on-hold' });
  const annas = await show(laptop.id, [], ANNA);
  expect(annas).toMatchObject({ label: { stage: 'on hold' } });
  expect(JSON.stringify(annas)).not.toContain('strike');
  expect(await CONVERSATIONS.resumeCase(call(laptop.id, undefined))).toMatchObject({ status: 'open' });
});
