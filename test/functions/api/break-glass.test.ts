import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { viewOf } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import { FILES } from '#functions/api/file-operations.ts';
import { OPERATIONS } from '#functions/api/operations.ts';
import { OVERSIGHT } from '#functions/api/oversight-operations.ts';
import { ROUTES } from '#functions/api/routes.ts';
import { desk as ofApi } from '#functions/writing-desk.ts';
import { ANNA } from '../../desk/memory/mail.ts';
import { opened, outside } from '../../desk/memory/outside.ts';
import { eventsOf, newest, now, opens, refusalOf } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));

const TEXT = 'I would like to take parental leave from 2026-06-01 until 2026-09-01, please.';
const REASON = 'Her house is on fire and we need to know where she is.';
const [KIM, LEE, MAX] = ['kim@corp.example', 'lee@corp.example', 'max@corp.example'] as const;

let desk: Memory;
let leave: Case;
beforeEach(async () => {
  desk = memory();
  vi.mocked(ofApi).mockReturnValue(desk.ports);
  leave = await opens(desk, { subject: 'Parental leave', text: TEXT, files: { 'note.pdf': 'x' } });
});

const call = (email: string, groups: readonly string[], path: object, body: object = {}) => ({
  event: {
    headers: {},
    requestContext: { requestId: 'r', authorizer: { jwt: { claims: { email, groups } } } },
  } as unknown as APIGatewayProxyEventV2,
  body: body as never,
  path: path as Record<string, string>,
});
const wish = (more: object = {}) => ({
  ...{ caseId: leave.id, what: 'words' as const, hours: 4, reason: REASON, second: LEE },
  ...more,
});
const asks = (more: object = {}, email: string = KIM, groups = ['platform']) =>
  OVERSIGHT.askThroughGlass(call(email, groups, {}, wish(more)));
const agrees = (grant: string, email: string = LEE, groups = ['legal', 'compliance-lead']) =>
  OVERSIGHT.agreeToGlass(call(email, groups, { grant }));
const reads = (grant: string, email: string = KIM, groups = ['platform']) =>
  OVERSIGHT.readThroughGlass(call(email, groups, { grant }));
const broken = async (more: object = {}) => {
  const { grant } = await asks(more);
  await agrees(grant);
  return grant;
};
const ofGlass = () =>
  eventsOf(desk, leave.id).flatMap(({ type, by }) => (type.startsWith('Glass') ? [`${type} ${by.id}`] : []));

describe('row 28 two people of two lines open a case for one of them', () => {
  test('asked, agreed, read: each in the history of the case, with who, why and how long', async () => {
    const grant = await broken();
    expect(await reads(grant)).toMatchObject({
      caseId: leave.id,
      requester: ANNA,
      until: '2026-03-02T13:00:00.000Z',
    });
    expect(ofGlass()).toEqual([`GlassAsked ${KIM}`, `GlassBroken ${LEE}`, `GlassReadThrough ${KIM}`]);
    expect(eventsOf(desk, leave.id).find(({ type }) => type === 'GlassAsked')).toMatchObject({
      ...{ second: LEE, lines: ['platform'], what: 'words', hours: 4, reason: REASON },
    });
  });

  test('its people are told of the request and of the agreement, before anything is read', async () => {
    const world = outside();
    desk.rows.outbox.length = 0;
    await broken();
    for (const out of desk.rows.outbox.splice(0)) await world.deliver(desk.ports, out);
    expect(world.mails.map(({ to }) => to)).toEqual([
      ['hr-operations@corp.example'],
      ['hr-operations@corp.example'],
    ]);
    const [asked, agreed] = await Promise.all(world.mails.map(opened));
    expect(asked?.text).toContain(REASON);
    expect(asked?.text).toContain('It opens nothing before lee@corp.example agrees');
    expect(agreed?.text).toContain('lee@corp.example has agreed');
    expect(`${asked?.subject} ${asked?.text}`).not.toMatch(/parental/i);
  });

  test('nothing but what was asked for: what happened without a word of it, or with the words', async () => {
    const bare = JSON.stringify(await reads(await broken({ what: 'history' })));
    expect(bare).not.toMatch(/parental|2026-06-01|note\.pdf/i);
    expect(bare).toContain('CaseOpened');
  });

  test('with the words no file, no fact and no other case', async () => {
    const said = await reads(await broken());
    expect(JSON.stringify(said)).toContain(TEXT);
    expect(JSON.stringify(said)).not.toMatch(/note\.pdf|attachments|facts|"value"/);
    for (const { type, at, by, ...rest } of said.history) {
      expect([type, at, by]).not.toContain(undefined);
      expect(Object.keys(rest).filter((name) => name !== 'from' && name !== 'text')).toEqual([]);
    }
  });

  test('that it was read is written before it is read, once', async () => {
    const grant = await broken();
    const { get } = desk.ports.bodies;
    const seen: string[][] = [];
    const looked = (key: string) => {
      seen.push(ofGlass());
      return get(key);
    };
    const bodies = { ...desk.ports.bodies, get: looked };
    vi.mocked(ofApi).mockReturnValue({ ...desk.ports, bodies });
    await reads(grant);
    await reads(grant);
    expect(seen[0]).toContain(`GlassReadThrough ${KIM}`);
    expect(ofGlass().filter((each) => each.startsWith('GlassRead'))).toHaveLength(1);
  });

  test('its time ends it, and nothing else has to run', async () => {
    const grant = await broken();
    desk.pass(4 * 60 - 1);
    await reads(grant);
    desk.pass(1);
    expect(await refusalOf(reads(grant))).toBe('case-not-found');
    expect(await refusalOf(agrees(grant))).toBe('conflict');
  });

  test('a request lapses within a day', async () => {
    const { grant } = await asks();
    desk.pass(24 * 60);
    expect(await refusalOf(agrees(grant))).toBe('conflict');
    const again = await asks();
    expect(again.grant).not.toBe(grant);
    expect(Object.keys((await now(desk, leave.id)).glass ?? {})).toHaveLength(1);
  });

  test('twice is once: asked, agreed', async () => {
    const { grant } = await asks();
    expect((await asks({ hours: 24, what: 'history' })).grant).toBe(grant);
    await agrees(grant);
    const before = (await now(desk, leave.id)).version;
    expect(await agrees(grant)).toMatchObject({ status: 'agreed', until: '2026-03-02T13:00:00.000Z' });
    expect((await now(desk, leave.id)).version).toBe(before);
  });

  test('the requester does not see it in their case', async () => {
    await reads(await broken());
    const hers = await OPERATIONS.showCase(call(ANNA, [], { caseId: leave.id }));
    expect(JSON.stringify(hers)).not.toMatch(/Glass|on fire/);
  });
});

describe('row 28 nobody opens it alone, or for a friend', () => {
  test('not before the second person agrees, and not for anybody but who asked', async () => {
    const { grant } = await asks();
    expect(await refusalOf(reads(grant))).toBe('case-not-found');
    await agrees(grant);
    for (const email of [LEE, MAX])
      expect(await refusalOf(reads(grant, email, ['platform', 'desk', 'it']))).toBe('case-not-found');
  });

  test.each<[string, string, readonly string[]]>([
    ['the asker', KIM, ['compliance-lead']],
    ['somebody else than was named', MAX, ['legal', 'compliance-lead']],
  ])('%s does not agree', async (_, email, groups) => {
    const { grant } = await asks();
    expect(await refusalOf(agrees(grant, email, [...groups]))).toBe('case-not-found');
  });

  test.each<[string, readonly string[]]>([
    ['of the same line', ['platform', 'compliance-lead']],
    ['who leads nothing', ['legal']],
    ['who is of no line', []],
  ])('nor somebody %s', async (_, groups) => {
    const { grant } = await asks();
    expect(await refusalOf(agrees(grant, LEE, [...groups]))).toBe('not-allowed');
    expect(ofGlass()).toHaveLength(1);
  });

  test('nor whom the case is about, nor the manager of the asker, nor one of theirs', async () => {
    const hers = await asks({ second: ANNA });
    expect(await refusalOf(agrees(hers.grant, ANNA))).toBe('not-allowed');
    for (const [below, above] of [
      [KIM, LEE],
      [LEE, KIM],
    ] as const) {
      desk = memory();
      vi.mocked(ofApi).mockReturnValue(desk.ports);
      leave = await opens(desk, { subject: 'Parental leave', text: TEXT });
      await desk.ports.directory.keep({ address: below, manager: MAX });
      await desk.ports.directory.keep({ address: MAX, manager: above });
      const { grant } = await asks();
      expect(await refusalOf(agrees(grant))).toBe('not-allowed');
    }
  });

  test('nor somebody whom it names, as whoever is meant does', async () => {
    desk.rows.heads.set(leave.id, { ...leave, facts: { whom: 'Lee@Corp.example' } });
    const { grant } = await asks();
    expect(await refusalOf(agrees(grant))).toBe('not-allowed');
  });

  test('it is over once the case moves to other people, who were neither told nor asked', async () => {
    const [asked, grant] = [(await asks({}, MAX)).grant, await broken()];
    const by = { kind: 'agent', id: 'hr@corp.example' } as const;
    const release = 'It is about pay and nothing else.';
    const moves = (to: string, more: object = {}) =>
      escalateCase(desk.ports, leave.id, by, { escalation: 'functional', to, reason: 'Theirs.', ...more });
    await moves('hr/hr-question');
    await reads(grant);
    await moves('payroll/payroll-correction', { release });
    expect(await refusalOf(reads(grant))).toBe('case-not-found');
    expect(await refusalOf(agrees(asked))).toBe('case-not-found');
    expect((await asks()).grant).not.toBe(grant);
  });

  test('nobody asks who is no staff, who sees it anyway, or who names themselves or a stranger', async () => {
    expect(await refusalOf(asks({}, KIM, []))).toBe('not-allowed');
    expect(await refusalOf(asks({}, KIM, ['hr']))).toBe('not-allowed');
    expect(await refusalOf(asks({}, ANNA, ['platform']))).toBe('not-allowed');
    expect(await refusalOf(asks({ second: KIM }))).toBe('invalid');
    expect(await refusalOf(asks({ second: 'lee@else.example' }))).toBe('invalid');
    expect((await now(desk, leave.id)).version).toBe(1);
  });

  test('whether there is such a case, the answer does not say', async () => {
    const there = await asks();
    const none = await asks({ caseId: '01none' });
    expect({ ...none, grant: '' }).toEqual({ ...there, grant: '' });
    expect(none.grant.split('.')[1]).toHaveLength(there.grant.split('.')[1]?.length ?? 0);
    expect(await refusalOf(agrees(none.grant))).toBe('case-not-found');
    expect(await refusalOf(reads(none.grant))).toBe('case-not-found');
  });

  test('every other door stays as shut as it was', async () => {
    await broken();
    const found = await now(desk, leave.id);
    expect(viewOf({ sub: KIM, groups: ['platform'] }, found)).toBe('none');
    const all: Readonly<Record<string, unknown>> = { ...OPERATIONS, ...FILES, ...OVERSIGHT };
    const doors = ROUTES.filter(({ path, operation }) => path.includes('{caseId}') && operation in all);
    expect(doors.length).toBeGreaterThan(10);
    for (const { operation } of doors) {
      const run = all[operation] as (asked: object) => Promise<unknown>;
      const code = await refusalOf(run(call(KIM, ['platform'], { caseId: leave.id, n: '1.1' })));
      expect([operation, code]).toEqual([
        operation,
        /File$/.test(operation) ? 'not-allowed' : 'case-not-found',
      ]);
    }
  });
});

describe('row 14 the case of somebody in distress', () => {
  beforeEach(async () => {
    leave = await opens(desk, { id: 'c@x', subject: 'Hi', text: 'I do not want to live any more.' });
    expect(leave.kind).toBe('care');
  });

  test.each<readonly [string, ...string[]]>([
    ['compliance-lead', 'legal'],
    ['service-head'],
    ['hr-lead', 'hr'],
  ])('is opened by no %s', async (...groups) => {
    const { grant } = await asks();
    expect(await refusalOf(agrees(grant, LEE, [...groups]))).toBe('not-allowed');
  });

  test('but together with the lead of those who listen; the notice holds no word of it', async () => {
    const { lead } = desk.ports.catalogue.department('care').groups;
    const { grant } = await asks();
    await agrees(grant, LEE, [lead]);
    expect(JSON.stringify(await reads(grant))).toContain('I do not want to live any more.');
    expect(JSON.stringify(newest(desk, leave.id).effects)).not.toContain('live any more');
  });
});
