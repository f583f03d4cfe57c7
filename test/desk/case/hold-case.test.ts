import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { holdCase, resumeCase } from '#desk/case/hold-case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { arrive } from '../memory/mail.ts';
import { AGENT, newest, now, opens, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let found: Case;
beforeEach(async () => {
  desk = memory();
  found = await opens(desk);
});

const UNTIL = '2026-03-09T08:00:00.000Z';
const hold = (until = UNTIL, more = {}) =>
  holdCase(desk.ports, found.id, AGENT, { reason: 'The part comes next week.', until, ...more });
const state = async () => (await now(desk, found.id)).clocks.resolution;

describe('L2 a case that rests until a date', () => {
  test('does not count meanwhile, says why, and goes on by itself, once', async () => {
    await sendMessage(desk.ports, found.id, AGENT, { body: 'b', visibility: 'public', waitForReply: false });
    await hold();
    expect(await state()).toMatchObject({ state: 'paused', cause: 'on-hold' });
    desk.pass(60 * 24 * 6);
    await lookAtCase(desk.ports, found.id);
    expect((await now(desk, found.id)).wakeAt, 'looked at again when its date comes').toBe(UNTIL);
    desk.pass(60 * 24);
    await lookAtCase(desk.ports, found.id);
    await lookAtCase(desk.ports, found.id);
    const after = await now(desk, found.id);
    expect(after).toMatchObject({ status: 'open', stage: found.stage });
    expect(after.hold).toBeUndefined();
    expect((await state())?.state).toBe('running');
    const told = desk.rows.outbox.filter(
      ({ effect }) => effect.kind === 'mail' && effect.template === 'continued',
    );
    expect(told).toHaveLength(1);
  });

  test('goes on before when a person says so; twice is once', async () => {
    await hold();
    await resumeCase(desk.ports, found.id, AGENT);
    await resumeCase(desk.ports, found.id, AGENT);
    expect(await now(desk, found.id)).toMatchObject({ version: 3, stage: found.stage });
    expect((await state())?.state).toBe('running');
  });

  test('rests until a new date when asked again, and the same again is nothing', async () => {
    await hold();
    await hold();
    expect((await now(desk, found.id)).version).toBe(2);
    await hold('2026-03-20T08:00:00.000Z');
    expect((await now(desk, found.id)).hold).toMatchObject({
      until: '2026-03-20T08:00:00.000Z',
      stage: found.stage,
    });
    await hold('2026-03-20T08:00:00.000Z', { cause: 'scheduled-start' });
    expect(await state()).toMatchObject({ state: 'paused', cause: 'scheduled-start' });
  });

  test('P7 an answer that comes meanwhile does not end it, and waits after it for an answer still', async () => {
    await sendMessage(desk.ports, found.id, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
    await hold();
    await arrive(desk.ports, { id: 'r@x', inReplyTo: 'first@corp.example', text: 'The left one.' });
    expect(await state()).toMatchObject({ state: 'paused', cause: 'on-hold' });
    await sendMessage(desk.ports, found.id, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
    await resumeCase(desk.ports, found.id, AGENT);
    expect(await state()).toMatchObject({ state: 'paused', cause: 'waiting-requester' });
  });

  test('is over once it is solved', async () => {
    await hold();
    await resolveCase(desk.ports, found.id, AGENT, { outcome: 'solved' });
    expect((await now(desk, found.id)).hold).toBeUndefined();
    expect(newest(desk, found.id).names).toContain('ClockStopped');
  });

  test.each(['2026-03-02T08:59:59.000Z', '2027-03-04T09:00:00.000Z', 'tomorrow'])(
    'is refused until %s',
    async (until) => {
      await expect(hold(until)).rejects.toMatchObject({ code: 'invalid', faults: [{ pointer: '/until' }] });
    },
  );

  test('is refused for what is over, is not there, or never waits', async () => {
    const kind = async (id: string) => {
      const seen = await desk.ports.cases.find(id);
      return seen && { ...seen, kind: 'emergency' as const };
    };
    const urgent = { ...desk.ports, cases: { ...desk.ports.cases, find: kind } };
    expect(await refusalOf(holdCase(urgent, found.id, AGENT, { reason: 'r', until: UNTIL }))).toBe(
      'conflict',
    );
    expect(await refusalOf(holdCase(desk.ports, 'x', AGENT, { reason: 'r', until: UNTIL }))).toBe(
      'case-not-found',
    );
    expect(await refusalOf(resumeCase(desk.ports, 'x', AGENT))).toBe('case-not-found');
    await resolveCase(desk.ports, found.id, AGENT, { outcome: 'solved' });
    expect(await refusalOf(hold())).toBe('case-closed');
  });
});
