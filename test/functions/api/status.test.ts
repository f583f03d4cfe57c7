import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { change } from '#desk/case/commit.ts';
import { happened } from '#desk/case/events.ts';
import { STATUS } from '#functions/api/status-operations.ts';
import { STATUS_ROUTES } from '#functions/api/status-routes.ts';
import { desk as ofStatus } from '#functions/desk.ts';
import { openedAt } from '../../desk/case/status/stands.ts';
import { ANNA, BOB } from '../../desk/memory/mail.ts';
import { handsOn } from '../../desk/memory/parts.ts';
import { AGENT, asks, question, refusalOf } from '../../desk/memory/stories.ts';
import { type Memory, memory } from '../../desk/memory.ts';
import { inquiring, puts } from '../../desk/task/inquiry/asking.ts';

vi.mock('#functions/desk.ts', () => ({ desk: vi.fn() }));

let desk: Memory;
beforeEach(() => {
  desk = memory();
  vi.mocked(ofStatus).mockReturnValue(desk.ports);
});

const show = ({ id }: Case, email: string, ...groups: string[]) =>
  STATUS.showStatus({
    event: {
      requestContext: { authorizer: { jwt: { claims: { email, groups } } } },
    } as unknown as APIGatewayProxyEventV2,
    body: undefined,
    path: { caseId: id },
  });

const [{ answer }] = STATUS_ROUTES;

describe('GET /cases/{caseId}/status', () => {
  test('row 38 answers as described, for a case with everything a status can have', async () => {
    const found = await openedAt(desk, 'initiative', 'initiative', { said: { goal: 'Less paper' } });
    await asks(desk.ports, question(found, { of: { group: 'hosting' }, stage: 'review' }));
    await puts(desk, inquiring(found));
    await handsOn(desk, found);
    const status = await show(found, ANNA);
    expect(answer.parse(status)).toEqual(status);
    for (const list of [status.asks, status.answered, status.outstanding, status.parts, status.history])
      expect(list).not.toEqual([]);
  });

  test('row 14 answers as described to somebody in distress, and to those who listen', async () => {
    const found = await openedAt(desk, 'care', 'talk');
    const status = await show(found, ANNA);
    expect(answer.parse(status)).toEqual(status);
    expect(await show(found, 'kim@corp.example', 'care')).toEqual(status);
  });

  test('row 28 is for its requester, its participants and its people, and for nobody else', async () => {
    const found = await openedAt(desk, 'it', 'workplace-incident');
    expect(await refusalOf(show(found, BOB))).toBe('case-not-found');
    await change(desk.ports, found.id, () => ({
      events: happened(desk.ports.now(), AGENT, { type: 'ParticipantJoined', address: BOB }),
      effects: [],
    }));
    for (const [who, ...groups] of [[ANNA], [BOB], ['kim@corp.example', 'it']] as const)
      expect(await show(found, who, ...groups)).toMatchObject({ reference: found.reference });
    expect(await refusalOf(show(found, 'root@corp.example', 'platform', 'hr'))).toBe('case-not-found');
  });

  test('tells those who take part where it stands, and not what its requester was asked, said and was told', async () => {
    const found = await openedAt(desk, 'initiative', 'initiative', { said: { goal: 'Less paper' } });
    await puts(desk, inquiring(found));
    await change(desk.ports, found.id, () => ({
      events: happened(desk.ports.now(), AGENT, { type: 'ParticipantJoined', address: BOB }),
      effects: [],
    }));
    const [mine, theirs] = [await show(found, ANNA), await show(found, BOB)];
    expect(theirs.label).toEqual(mine.label);
    expect(JSON.stringify(mine)).toMatch(/Less paper.*/);
    expect([theirs.asks, theirs.answered]).toEqual([[], []]);
    expect(mine.ball?.label).toContain('your turn');
    expect(JSON.stringify([theirs.ball, theirs.promises])).not.toMatch(/your|wait for you/);
    expect(JSON.stringify(theirs)).not.toMatch(/Less paper|How many users|wrote to/);
  });

  test('row 65 of what only plays along its requester learns nothing', async () => {
    const shadow = await openedAt(desk, 'it', 'workplace-incident', { shadow: true });
    expect(await refusalOf(show(shadow, ANNA))).toBe('case-not-found');
  });
});
