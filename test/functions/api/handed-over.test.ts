import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { viewOf } from '#desk/case/authorise.ts';
import type { Case } from '#desk/case/case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import { releaseMail } from '#desk/intake/release.ts';
import { FILES } from '#functions/api/file-operations.ts';
import { OPERATIONS } from '#functions/api/operations.ts';
import { OVERSIGHT } from '#functions/api/oversight-operations.ts';
import { desk as ofApi } from '#functions/writing-desk.ts';
import { ANNA, arrive } from '../../desk/memory/mail.ts';
import { opened, outside } from '../../desk/memory/outside.ts';
import { AGENT, asks, now, opens, question, refusalOf } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));

/** Words that stand in the confidential case alone: its title, its messages, a file, a fact, a note. */
const SECRETS = /parental|leave|2026-06-01|diagnos|sick-?note|between us/i;
const WORDS = 'A laptop has to come back by the end of May.';

let desk: Memory;
let kept: Case;
let begun: Case;
beforeEach(async () => {
  desk = memory();
  vi.mocked(ofApi).mockReturnValue(desk.ports);
  kept = await opens(desk, {
    subject: 'Parental leave and my laptop',
    text: 'I would like to take parental leave from 2026-06-01 until 2026-09-01, please.',
    id: 'a@x',
    files: { 'sick-note.pdf': 'the diagnosis' },
  });
  const thread = { inReplyTo: 'a@x', references: ['a@x'], subject: 'Re: Parental leave and my laptop' };
  await arrive(desk.ports, { id: 'b@x', ...thread, text: 'And my diagnosis, between us.' });
  const asked = {
    escalation: 'functional',
    to: 'it/workplace-incident',
    reason: 'About her leave.',
  } as const;
  begun = await escalateCase(desk.ports, kept.id, AGENT, { ...asked, handOver: WORDS });
});

/** Everybody but the confidential department's own people: every other group, and all of them at once. */
const OTHERS = ['desk', 'it', 'facilities', 'security', 'payroll', 'legal', 'service-head', 'platform'];
const call = (
  groups: readonly string[],
  { email = 'kim@corp.example', path = {}, body = {}, query = {} }: Record<string, unknown> = {},
) => ({
  event: {
    headers: {},
    queryStringParameters: query,
    requestContext: { requestId: 'r', authorizer: { jwt: { claims: { email, groups } } } },
  } as unknown as APIGatewayProxyEventV2,
  body,
  path,
});
const ALL: Readonly<Record<string, unknown>> = { ...OPERATIONS, ...FILES, ...OVERSIGHT };
const run = (operation: string, asked: object) =>
  (ALL[operation] as (call: object) => Promise<unknown>)(asked);

/** What the people of IT and the desk find behind a door. */
const seen = async (operation: string, more: Record<string, unknown> = {}) =>
  JSON.stringify(await run(operation, call(OTHERS, more)));

describe('row 28 after a hand-over nobody else finds what was said in confidence', () => {
  test('by the one function that says who may see a case', () => {
    const viewers = [...OTHERS.map((each) => [each]), OTHERS].map((groups) => ({
      sub: 'kim@corp.example',
      groups,
    }));
    for (const viewer of viewers) expect(viewOf(viewer, kept)).toBe('none');
    expect(viewOf({ sub: 'lee@corp.example', groups: ['hr'] }, kept)).toBe('agent');
    expect(viewOf({ sub: 'kim@corp.example', groups: ['it'] }, begun)).toBe('agent');
    expect(viewOf({ sub: 'lee@corp.example', groups: ['hr'] }, begun)).toBe('none');
  });

  test.each(['showCase', 'explainCase', 'listLinks', 'exportEvidence'])(
    'by reading what it became: %s',
    async (operation) => {
      const said = await seen(operation, { path: { caseId: begun.id } });
      expect(said).not.toMatch(SECRETS);
      expect(said).not.toContain(kept.id);
      expect(said).not.toContain(kept.reference);
      if (operation === 'showCase') expect(said).toContain(WORDS);
    },
  );

  test.each([
    'showCase',
    'explainCase',
    'listLinks',
    'exportEvidence',
    'addMessage',
    'escalateCase',
    'routeCase',
    'splitCase',
  ])('by asking for the one that stayed: %s', async (operation) => {
    const body = { text: 'x', type: 'functional', to: 'it/workplace-incident', reason: 'x', release: 'x' };
    for (const groups of [[], ...OTHERS.map((each) => [each]), OTHERS])
      expect(await refusalOf(run(operation, call(groups, { path: { caseId: kept.id }, body })))).toBe(
        'case-not-found',
      );
  });

  test.each(['mergeCase', 'linkCase'])('by naming it as another: %s', async (operation) => {
    const body = { into: kept.reference, to: kept.reference, as: 'related' };
    const asked = run(operation, call(OTHERS, { path: { caseId: begun.id }, body }));
    await expect(asked).rejects.toMatchObject({ code: 'invalid', message: /is no case of yours/ });
  });

  test('in a queue, nor counted in one', async () => {
    const line = JSON.parse(await seen('listQueue', { path: { department: 'it' } })).items;
    expect(line).toMatchObject([{ caseId: begun.id }]);
    expect(JSON.stringify(line)).not.toContain(kept.id);
    const hr = run('listQueue', call(OTHERS, { path: { department: 'hr' } }));
    expect(await refusalOf(hr)).toBe('not-allowed');
  });

  test('in a report: neither a row nor a case behind it', async () => {
    const query = { from: '2026-03-02', to: '2026-03-02' };
    const { items } = JSON.parse(await seen('reportPromises', { query }));
    expect(items.map(({ department }: { department: string }) => department)).not.toContain('hr');
    expect(JSON.stringify(items)).not.toContain(kept.id);
  });

  test('as a file, by its own number or by that of the hand-over', async () => {
    for (const caseId of [kept.id, begun.id])
      for (const n of ['1.1', '1.2', '2.1'])
        expect(await refusalOf(run('showFile', call(OTHERS, { path: { caseId, n } })))).toBe('not-allowed');
  });

  test('among what one asked for oneself: only she who asked sees both', async () => {
    expect(await seen('listMine')).toBe('{"items":[]}');
    const { items } = (await run('listMine', call([], { email: ANNA }))) as { items: { caseId: string }[] };
    expect(items.map(({ caseId }) => caseId).sort()).toEqual([begun.id, kept.id].sort());
    const hers = JSON.stringify(await run('showCase', call([], { email: ANNA, path: { caseId: begun.id } })));
    expect(hers).toContain(WORDS);
    expect(hers).not.toContain('About her leave');
  });

  test('as raw mail: the words of the hand-over lead to none, and nobody lets it in again', async () => {
    expect(await desk.ports.bodies.get(begun.body)).toEqual({ text: WORDS });
    const [row] = [...desk.rows.ledger.values()];
    expect(await refusalOf(releaseMail(desk.ports, row?.key ?? '', 'kim@corp.example', 'x'))).toBe(
      'case-not-found',
    );
    expect(await refusalOf(run('listLedger', call(['desk', 'it'])))).toBe('not-allowed');
    expect(await seen('listLedger')).not.toMatch(SECRETS);
  });

  test('in any mail or webhook that leaves because of it, also when its system and its people are asked', async () => {
    const world = outside();
    desk.rows.outbox.splice(
      0,
      desk.rows.outbox.findIndex(({ caseId }) => caseId === begun.id),
    );
    const show = ['subject', 'requester', 'message', 'from', 'until'];
    const visit = { execution: begun.execution ?? '', entered: 'once', show };
    await asks(desk.ports, question(begun, { ...visit, state: 'Ask IT', of: { group: 'team' } }));
    const toSystem = question(begun, {
      ...visit,
      state: 'Ask the system',
      of: { system: true },
      token: 't2',
    });
    await asks(desk.ports, toSystem);
    for (const out of desk.rows.outbox.splice(0))
      if (out.caseId === begun.id) await world.deliver(desk.ports, out);
    const said = await Promise.all(world.mails.map(opened));
    expect(said.length).toBeGreaterThanOrEqual(3);
    expect(world.calls).toHaveLength(1);
    for (const { subject, text, headers } of said)
      expect(`${subject} ${text} ${JSON.stringify(headers)}`).not.toMatch(SECRETS);
    for (const { body } of world.calls) expect(body).not.toMatch(SECRETS);
  });

  test('as a part: a process that goes on there hands on no fact of it', async () => {
    expect((await now(desk, begun.id)).facts).toEqual({});
    expect(begun.parent).toBeUndefined();
  });
});
