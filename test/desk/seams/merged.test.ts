import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { holdCase } from '#desk/case/hold-case.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { unmergeCase } from '#desk/case/unmerge-case.ts';
import { replyAddress, taskAddress } from '#desk/intake/tokens.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { deskWithLeavers } from '../case/fields/leavers.ts';
import { ANNA, arrive, BOB } from '../memory/mail.ts';
import { opened, outside } from '../memory/outside.ts';
import { AGENT, asks, eventsOf, happenings, newest, now, opens, question } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

const DAY = 60 * 24;
const different = { differentRequesters: true };
const waits = { body: 'b', visibility: 'public' as const, waitForReply: true };

/** Two cases, the second merged into the first and out again after so many minutes. */
async function andBack(desk: Memory, [into, merged]: readonly [Case, Case], minutes = 60): Promise<Case> {
  await mergeCases(desk.ports, merged.id, into.id, AGENT);
  desk.pass(minutes);
  return unmergeCase(desk.ports, merged.id, AGENT);
}

describe('the undo of a merge (P15, I3)', () => {
  let desk: Memory;
  let both: readonly [Case, Case];
  beforeEach(async () => {
    desk = memory();
    const one = await opens(desk);
    both = [one, await opens(desk, { id: 'second@x' })];
  });
  const until = '2026-03-09T08:00:00.000Z';

  test('of what rested lets it rest again, and go on when its date comes', async () => {
    const before = await holdCase(desk.ports, both[1].id, AGENT, { reason: 'A part is ordered', until });
    const found = await andBack(desk, both);
    expect(found).toMatchObject({ hold: before.hold, stage: 'on-hold', clocks: before.clocks });
    expect(Date.parse(found.wakeAt ?? '')).toBeLessThanOrEqual(Date.parse(until));
    desk.pass(7 * DAY);
    await lookAtCase(desk.ports, found.id);
    const after = await now(desk, found.id);
    expect([after.hold, after.stage, after.clocks.resolution?.state]).toEqual([
      undefined,
      'received',
      'running',
    ]);
  });

  test('whose date came meanwhile counts on', async () => {
    await holdCase(desk.ports, both[1].id, AGENT, { reason: 'A part is ordered', until });
    const found = await andBack(desk, both, 10 * DAY);
    expect([found.hold, found.stage, found.clocks.resolution?.state]).toEqual([
      undefined,
      'received',
      'running',
    ]);
    expect(found.wakeAt).toBeDefined();
  });

  test('of what still waits for its requester waits on', async () => {
    const before = await sendMessage(desk.ports, both[1].id, AGENT, waits);
    expect(await andBack(desk, both)).toMatchObject({ status: 'waiting', clocks: before.clocks });
  });
});

describe('the undo of a merge of what is not complete (row 18)', () => {
  let desk: Memory;
  const first = {
    subject: 'Termination',
    text: 'Termination of my employment contract.\nReason: retirement',
  };
  const completes = (found: Case) =>
    askRequester(desk.ports, {
      caseId: found.id,
      execution: found.execution ?? '',
      state: 'Ask for what is missing',
      entered: found.execution ?? '',
      version: 'v1',
      token: 'token',
      question: 'We need a few details.',
      hours: 120,
    });
  const later = { id: 'second@x' };
  let both: readonly [Case, Case];
  beforeEach(async () => {
    desk = deskWithLeavers();
    const one = await opens(desk, first);
    both = [one, await opens(desk, { ...first, ...later })];
  });

  test('asks again for what is missing, and what was not counted meanwhile counts until then', async () => {
    await completes(both[1]);
    expect((await now(desk, both[1].id)).clocks.resolution?.state).toBe('paused');
    const found = await andBack(desk, both);
    expect(newest(desk, found.id).effects).toContainEqual(
      expect.objectContaining({ kind: 'start', process: 'hr-termination', incomplete: true }),
    );
    expect([found.status, found.clocks.resolution?.state]).toEqual(['open', 'running']);
  });

  test('what is written to the merged one answers no question of the other', async () => {
    const ref = await completes(both[0]);
    await mergeCases(desk.ports, both[1].id, both[0].id, AGENT);
    const to = [replyAddress(FRONT_DOOR, both[1].id, KEY)];
    await arrive(desk.ports, { id: 'reply@x', to, text: 'I am on holiday from 3 to 7 May.' });
    expect(await desk.ports.tasks.find(ref)).toMatchObject({ state: 'asked' });
    expect(happenings(desk, both[0].id)).toContain('MessageReceived');
  });

  test('a reply that withdraws answers nothing before it cancels', async () => {
    const ref = await completes(both[0]);
    const to = [replyAddress(FRONT_DOOR, both[0].id, KEY)];
    await arrive(desk.ports, { id: 'reply@x', to, text: 'Please cancel my request.' });
    expect(await desk.ports.tasks.find(ref)).toMatchObject({ state: 'withdrawn' });
    expect(await now(desk, both[0].id)).toMatchObject({ status: 'closed', outcome: 'cancelled' });
    expect(happenings(desk, both[0].id)).not.toContain('TaskAnswered');
  });
});

describe('cases of two people that became one', () => {
  let desk: Memory;
  let annas: Case;
  let bobs: Case;
  beforeEach(async () => {
    desk = memory();
    annas = await opens(desk);
    bobs = await opens(desk, { id: 'second@x', from: BOB });
  });

  test('P21 are not closed for both because one of them does not answer', async () => {
    await mergeCases(desk.ports, bobs.id, annas.id, AGENT, different);
    await sendMessage(desk.ports, annas.id, AGENT, waits);
    for (let day = 0; day < 40; day += 1) {
      desk.pass(DAY);
      await lookAtCase(desk.ports, annas.id);
    }
    const found = await now(desk, annas.id);
    expect([found.status, found.reminded]).toEqual(['waiting', undefined]);
  });

  test.each([
    ['approve', 'decided'],
    ['What is this about?', 'not-understood'],
  ])('whoever is asked to approve the one and replies %j hears of that one alone', async (text, template) => {
    const manager = 'mia@corp.example';
    await desk.ports.directory.keep({ address: BOB, manager });
    const { ref } = await asks(desk.ports, question(bobs));
    await mergeCases(desk.ports, bobs.id, annas.id, AGENT, different);
    const to = [taskAddress(FRONT_DOOR, { ref, place: '0' }, KEY)];
    await arrive(desk.ports, { from: manager, id: 'vote@x', to, text });
    const world = outside();
    const left = desk.rows.outbox.filter(
      ({ effect }) => effect.kind === 'mail' && effect.template === template && effect.to.includes(manager),
    );
    expect(left).toHaveLength(1);
    for (const out of left) await world.deliver(desk.ports, out);
    const mail = await opened(world.mails[0] ?? expect.fail('no mail'));
    expect(mail.subject).toContain(bobs.reference);
    expect(JSON.stringify([mail.subject, mail.text, mail.html])).not.toContain(annas.reference);
    expect(eventsOf(desk, annas.id).some((event) => event.type === 'VoteCast')).toBe(false);
    expect((await now(desk, annas.id)).requester.address).toBe(ANNA);
  });
});
