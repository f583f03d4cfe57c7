import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { type ClockName, dueAt } from '#desk/sla/clock.ts';
import { approveExclusion, askExclusion, type Person } from '#desk/sla/exclude-breach.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { reportPromises } from '#desk/sla/report.ts';
import { AGENT, now, opens, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const KIM: Person = { id: 'kim@corp.example', lead: false };
const LEAD: Person = { id: 'lead@corp.example', lead: true };
const LEE: Person = { id: 'lee@corp.example', lead: false };

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});
const asks = (by = KIM, reason = 'power cut', clock: ClockName = 'firstResponse') =>
  askExclusion(desk.ports, opened.id, by, { clock, reason });
const agrees = (by = LEAD, clock: ClockName = 'firstResponse') =>
  approveExclusion(desk.ports, opened.id, by, clock);
const row = async () =>
  reportPromises([await now(desk, opened.id)], desk.ports.catalogue.calendar, desk.ports.now()).find(
    ({ promise }) => promise === 'firstResponse',
  );

describe('L12 excluding a breach', () => {
  test('needs a breach and a reason', async () => {
    expect(await refusalOf(asks())).toBe('invalid');
    desk.pass(120);
    expect(await refusalOf(asks(KIM, ' '))).toBe('invalid');
    expect(await refusalOf(asks(KIM, 'x', 'constructor' as ClockName))).toBe('invalid');
    expect(await refusalOf(askExclusion(desk.ports, 'nothing', KIM, { clock: 'ack', reason: 'x' }))).toBe(
      'case-not-found',
    );
    expect(await refusalOf(agrees()), 'nobody asked').toBe('conflict');
  });

  test('needs two people, one of whom leads the department', async () => {
    desk.pass(120);
    await asks();
    expect(await row(), 'it counts until somebody agrees').toMatchObject({ broken: 1, share: 0 });
    expect(await refusalOf(agrees(KIM))).toBe('not-allowed');
    expect(await refusalOf(agrees({ ...KIM, lead: true })), 'not even as a lead').toBe('not-allowed');
    expect(await refusalOf(agrees(LEE))).toBe('not-allowed');
    expect((await agrees()).clocks.firstResponse).toMatchObject({
      excluded: { reason: 'power cut', approver: LEAD.id },
    });
    const { share, excluded } = (await row()) ?? expect.fail();
    expect(share).toBeUndefined();
    expect(excluded).toEqual([
      { caseId: opened.id, due: expect.any(String), reason: 'power cut', approver: LEAD.id },
    ]);
  });

  test('where a lead asked, anybody else of the department may agree', async () => {
    desk.pass(120);
    await asks(LEAD);
    expect((await agrees(LEE)).clocks.firstResponse?.excluded?.approver).toBe(LEE.id);
  });

  test('asked or agreed twice is once, and a later reason needs a later word', async () => {
    desk.pass(120);
    const { version } = await asks();
    expect((await asks()).version).toBe(version);
    const agreed = await agrees();
    expect((await agrees()).version).toBe(agreed.version);
    expect((await asks()).version, 'what is excluded for this is not asked again').toBe(agreed.version);
    await asks(KIM, 'flood');
    expect((await now(desk, opened.id)).clocks.firstResponse?.excluded?.reason).toBe('power cut');
    expect((await agrees()).clocks.firstResponse?.excluded?.reason).toBe('flood');
  });

  test('erases nothing, not even for a case that goes elsewhere', async () => {
    opened = await opens(desk, {
      id: 'odd@x',
      subject: 'Hm',
      text: 'Colourless green ideas sleep furiously.',
    });
    desk.pass(60 * 10);
    // Nobody has looked, so the breach is recorded by the write that would have hidden it.
    await routeCase(desk.ports, opened.id, AGENT, { department: 'hr', service: 'hr-question' });
    await asks();
    await agrees();
    await lookAtCase(desk.ports, opened.id);
    const { firstResponse = expect.fail() } = (await now(desk, opened.id)).clocks;
    expect([firstResponse.breached?.length, firstResponse.excluded?.reason]).toEqual([1, 'power cut']);
    expect(dueAt(firstResponse, desk.ports.catalogue.calendar)).toBeDefined();
  });
});
