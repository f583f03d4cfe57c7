import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { AGENT, newest, now, opens, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk, { subject: 'hello', text: 'blargh fnord wibble' });
});

const IT = { department: 'it', service: 'workplace-incident' };
const place = (to = IT) => routeCase(desk.ports, opened.id, AGENT, to);

describe('a person in triage gives a case to a department', () => {
  test('row 3 whose process starts there, while the clock of triage stops', async () => {
    desk.pass(30);
    await place();
    expect(await now(desk, opened.id)).toMatchObject({
      ...IT,
      process: 'incident',
      stage: 'received',
      routing: { reason: 'chosen-by-agent' },
      execution: `${opened.id}-it-incident-1`,
      clocks: { triage: { state: 'stopped' }, resolution: { state: 'running' } },
    });
    expect(newest(desk, opened.id).effects).toMatchObject([{ kind: 'start', process: 'it-incident' }]);
  });

  test('L4 and the time its requester has waited already counts', async () => {
    desk.pass(30);
    await place();
    const { clocks } = await now(desk, opened.id);
    expect(clocks.firstResponse).toMatchObject({
      target: 3600,
      calendar: 'it-hours@1',
      spans: [[opened.openedAt]],
    });
  });

  test('the reference it was told by stays', async () => {
    await place();
    expect((await now(desk, opened.id)).reference).toBe(opened.reference);
  });

  test('S1 it leaves one queue for the other in that same write', async () => {
    await place();
    const ids = async (of: string) =>
      (await desk.ports.cases.listQueue(of, 10)).items.map(({ caseId }) => caseId);
    expect([await ids('triage'), await ids('it')]).toEqual([[], [opened.id]]);
  });

  test('twice is once', async () => {
    await place();
    await place();
    expect((await now(desk, opened.id)).version).toBe(2);
  });

  test('C2 not into a second process once one runs', async () => {
    await place();
    expect(await refusalOf(place({ department: 'hr', service: 'hr-question' }))).toBe('conflict');
  });

  test('C2 from triage once more, where it was sent back after its first process', async () => {
    const { execution: first } = await place();
    await escalateCase(desk.ports, opened.id, AGENT, {
      escalation: 'functional',
      to: 'triage/unplaced',
      reason: 'It is not theirs.',
    });
    const { execution, attempt } = await place({ department: 'facilities', service: 'building-work' });
    expect(execution).not.toBe(first);
    expect(attempt).toBe(2);
    expect(newest(desk, opened.id).effects.map(({ kind }) => kind)).toEqual(['start']);
  });

  test.each([
    ['/department', { department: 'moon', service: 'x' }],
    ['/service', { department: 'it', service: 'x' }],
  ])('not to a place that does not exist (%s)', async (pointer, to) => {
    await expect(place(to)).rejects.toMatchObject({ code: 'invalid', faults: [{ pointer }] });
  });

  test('not once it is over, and not what never was', async () => {
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'done' });
    expect(await refusalOf(place())).toBe('case-closed');
    expect(await refusalOf(routeCase(desk.ports, 'nothing', AGENT, IT))).toBe('case-not-found');
  });
});
