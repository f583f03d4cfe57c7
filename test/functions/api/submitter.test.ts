import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { headOf } from '#desk/case/head.ts';
import { openShadow } from '#desk/case/open-shadow.ts';
import { openRequest } from '#desk/intake/web/open-request.ts';
import { castVote } from '#desk/task/approval/cast-vote.ts';
import type { Policy } from '#desk/task/approval/policy.ts';
import { openChild } from '#desk/task/open-child.ts';
import { OPENING } from '#functions/api/opening-operations.ts';
import { desk as ofApi } from '#functions/writing-desk.ts';
import { asks, eventsOf, now, onlyCase, opens, question, refusalOf } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));

const ANNA = 'anna@corp.example';
const KIM = 'kim@corp.example';
const LEE = 'lee@corp.example';

let desk: Memory;
beforeEach(() => {
  desk = memory();
  vi.mocked(ofApi).mockReturnValue(desk.ports);
});

const words = { subject: 'My laptop', text: 'My laptop shows a blue screen and restarts.' };
const call = <Body>(body: Body) => ({
  event: {
    headers: {},
    requestContext: { requestId: 'r', authorizer: { jwt: { claims: { sub: KIM, groups: ['desk', 'it'] } } } },
  } as unknown as APIGatewayProxyEventV2,
  body,
  path: {},
});

const DOORS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['the API on behalf of somebody', () => OPENING.openCase(call({ ...words, requester: ANNA }))],
  ['a call', () => OPENING.logContact(call({ who: ANNA, what: words.text, channel: 'phone' as const }))],
  ['a walk-up', () => OPENING.logContact(call({ who: ANNA, what: words.text, channel: 'walkup' as const }))],
];

/** One of two people may approve. */
const policy: Policy = {
  stages: [{ name: 'buying', seats: [{ person: KIM }, { person: LEE }], rule: 'any' }],
};

async function seatsOf(found: Case) {
  const { ref, approval } = await asks(desk.ports, question(found, { of: { approval: policy } }));
  const vote = () =>
    castVote(desk.ports, ref, { seat: KIM, stage: 0, round: 1, by: KIM, outcome: 'approve' });
  return { seats: approval?.stages[0]?.seats, excluded: approval?.excluded, vote };
}

describe.each(DOORS)('A3 what is opened for somebody else: %s', (_, opened) => {
  test('keeps who opened it, who decides nothing about it', async () => {
    await opened();
    const found = onlyCase(desk);
    expect(found).toMatchObject({ requester: { address: ANNA }, submitter: KIM });
    expect(eventsOf(desk, found.id)[0]?.by).toEqual({ kind: 'agent', id: KIM });
    const { seats, excluded, vote } = await seatsOf(found);
    expect(seats).toEqual([LEE]);
    expect(excluded).toEqual([ANNA, KIM]);
    expect(await refusalOf(vote())).toBe('not-allowed');
  });
});

describe('A3 whoever opens their own', () => {
  test.each([
    ['without naming anybody', {}],
    ['naming themselves', { requester: KIM.toUpperCase() }],
  ])('%s is no submitter, and nothing more is kept', async (_, more) => {
    await OPENING.openCase(call({ ...words, ...more }));
    const found = onlyCase(desk);
    expect(found.submitter).toBeUndefined();
    expect(JSON.stringify(eventsOf(desk, found.id)[0])).not.toContain('submitter');
    expect(eventsOf(desk, found.id)[0]?.by).toEqual({ kind: 'requester', id: KIM });
  });
});

describe('A3 who submitted the whole', () => {
  test('decides nothing about a part of it either', async () => {
    await OPENING.openCase(call({ ...words, requester: ANNA }));
    const whole = onlyCase(desk);
    await openChild(desk.ports, {
      caseId: whole.id,
      execution: whole.execution ?? '',
      state: 'Let Payroll do its part',
      entered: 'once',
      version: 'v1',
      token: 't',
      department: 'payroll',
      service: 'purchase-request',
      hours: 48,
    });
    const [part] = Object.values((await now(desk, whole.id)).children ?? {});
    const child = await now(desk, part?.caseId ?? '');
    expect(child).toMatchObject({ requester: { address: ANNA }, submitter: KIM });
    expect((await seatsOf(child)).seats).toEqual([LEE]);
  });

  test('nor about what only plays along', async () => {
    const first = await opens(desk);
    const { channel, requester, subject, body, verified, department, service, kind, priority } = first;
    await openShadow(desk.ports, {
      ...{ channel, requester, subject, body, verified, acknowledge: false, submitter: KIM },
      placement: { department, service, kind, priority, confidential: false, routing: first.routing },
      ledger: { key: 'k', at: desk.rows.now },
    });
    const shadow = [...desk.rows.heads.values()].find((each) => each.shadow);
    expect(shadow?.submitter).toBe(KIM);
    // What never changes is in the first event alone.
    expect(JSON.stringify(headOf(shadow as Case))).not.toContain(KIM);
  });

  test('the same request again finds the case it opened', async () => {
    const asked = { ...words, address: ANNA };
    const how = { channel: 'phone', verified: true, key: 'k', submitter: KIM } as const;
    const first = await openRequest(desk.ports, asked, how);
    expect(await openRequest(desk.ports, asked, how)).toEqual(first);
  });
});
