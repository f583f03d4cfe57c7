import { beforeEach, describe, expect, test } from 'vitest';
import { cancelCase } from '#desk/case/cancel-case.ts';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { textOf } from '#desk/delivery/texts.ts';
import { answerTask } from '#desk/task/answer.ts';
import { ANNA, arrive, BOB } from '../memory/mail.ts';
import {
  AGENT,
  asks,
  happenings,
  newest,
  now,
  opens,
  PROCESS,
  question,
  refusalOf,
} from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});

const cancels = (reason = 'The laptop was found.') => cancelCase(desk.ports, opened.id, AGENT, reason);
const approves = { outcome: 'approve', by: 'boss', at: '2026-03-02T10:00:00.000Z' };

describe('a case is cancelled', () => {
  test('in one write: questions withdrawn, clocks and process stopped, its requester told', async () => {
    const task = await asks(desk.ports, question(opened));
    await cancels();
    const { names, effects } = newest(desk, opened.id);
    expect(names).toEqual(['TaskWithdrawn', 'ClockStopped', 'ClockStopped', 'CaseCancelled', 'MessageSent']);
    expect(effects).toMatchObject([
      { kind: 'mail', to: [ANNA], template: 'cancelled', values: { text: 'The laptop was found.' } },
      { kind: 'stop', process: 'it-incident', execution: opened.execution },
    ]);
    expect(await now(desk, opened.id)).toMatchObject({
      status: 'closed',
      outcome: 'cancelled',
      stage: 'cancelled',
    });
    expect((await now(desk, opened.id)).wakeAt).toBeUndefined();
    const late = answerTask(desk.ports, task.ref, AGENT, approves, () => true);
    expect(await refusalOf(late), 'A9 the answer comes too late').toBe('task-over');
  });

  test('twice is once', async () => {
    await cancels();
    const before = JSON.stringify([...desk.rows.commits]);
    expect(await cancels('Again.')).toMatchObject({ outcome: 'cancelled' });
    expect(JSON.stringify([...desk.rows.commits])).toBe(before);
  });

  test('O3 but not once it has ended otherwise, and whoever comes second is told', async () => {
    await resolveCase(desk.ports, opened.id, PROCESS, { outcome: 'solved' });
    expect(await refusalOf(cancels())).toBe('case-closed');
    expect(await now(desk, opened.id)).toMatchObject({ outcome: 'solved' });
  });

  test('O3 and what its process resolves afterwards stays cancelled', async () => {
    await cancels();
    expect(await resolveCase(desk.ports, opened.id, PROCESS, { outcome: 'solved' })).toMatchObject({
      outcome: 'cancelled',
    });
  });

  test('with an answer stored just before it: that is kept, and the case is cancelled', async () => {
    const task = await asks(desk.ports, question(opened));
    await answerTask(desk.ports, task.ref, AGENT, approves, () => true);
    await cancels();
    expect(newest(desk, opened.id).names).toContain('TaskAnswered');
    expect(await now(desk, opened.id)).toMatchObject({ outcome: 'cancelled' });
  });

  test('E4 whose requester was never verified is told to nobody', async () => {
    const stranger = memory();
    const other = await opens(stranger, { from: 'eve@elsewhere.example', dmarc: 'none' });
    expect(other.verified).toBe(false);
    await cancelCase(stranger.ports, other.id, AGENT, 'Not ours.');
    expect(newest(stranger, other.id).effects.filter(({ kind }) => kind === 'mail')).toEqual([]);
  });

  test('is refused where there is none', async () => {
    expect(await refusalOf(cancelCase(desk.ports, 'none', AGENT, 'x'))).toBe('case-not-found');
  });

  test('and its requester reads so, in the words of the department', async () => {
    const of = await cancels();
    const { paragraphs } = textOf('cancelled', {
      of,
      catalogue: desk.ports.catalogue,
      values: {},
      links: {},
    });
    expect(paragraphs[0]).toBe(`Your incident ${of.reference} is cancelled; nothing more is done about it.`);
  });
});

describe('a reply that withdraws', () => {
  const reply = (text: string, more = {}) =>
    arrive(desk.ports, { id: 'second@corp.example', inReplyTo: 'first@corp.example', text, ...more });

  test('from its verified requester cancels the case, with the message kept', async () => {
    const task = await asks(desk.ports, question(opened));
    await reply('Please cancel my request.');
    expect(happenings(desk, opened.id)).toEqual(expect.arrayContaining(['MessageReceived', 'CaseCancelled']));
    expect(await now(desk, opened.id)).toMatchObject({ status: 'closed', outcome: 'cancelled' });
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('withdrawn');
    const told = desk.rows.outbox.filter(
      ({ effect }) => effect.kind === 'mail' && effect.template === 'cancelled',
    );
    expect(told).toHaveLength(1);
    await reply('Please cancel my request.');
    expect(happenings(desk, opened.id).filter((name) => name === 'CaseCancelled')).toHaveLength(1);
  });

  test.each([
    ['from somebody else', { from: BOB }],
    ['that was not authenticated', { dmarc: 'none' }],
    ['of a machine', { headers: ['Auto-Submitted: auto-replied'] }],
  ])('%s cancels nothing', async (_, more) => {
    await reply('Cancel', more);
    expect((await now(desk, opened.id)).outcome).toBeUndefined();
  });

  test('that says more is a message for people', async () => {
    await reply('Please cancel the appointment of Monday, the rest stays as it is.');
    expect(await now(desk, opened.id)).toMatchObject({ status: 'open' });
  });
});
