import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { type Telling, tellRequester } from '#desk/case/tell-requester.ts';
import { ANNA, BOB } from '../memory/mail.ts';
import { AGENT, eventsOf, newest, now, opens, PROCESS, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk, { to: ['help@desk.example', BOB] });
});

const write = (visibility: 'public' | 'internal', waitForReply = false) =>
  sendMessage(desk.ports, opened.id, AGENT, { body: 'messages/1', visibility, waitForReply });
const found = () => now(desk, opened.id);

describe('an agent writes', () => {
  test('to the requester and those in copy; the promise of a first answer is kept with it (L1)', async () => {
    await write('public');
    expect(newest(desk, opened.id)).toMatchObject({
      names: ['MessageSent', 'ClockStopped'],
      effects: [{ kind: 'mail', template: 'message', to: [ANNA, BOB], body: 'messages/1' }],
    });
    expect((await found()).clocks).toMatchObject({
      firstResponse: { state: 'stopped' },
      resolution: { state: 'running' },
    });
  });

  test('a question back pauses the promise to solve, and no other (P7)', async () => {
    await write('public', true);
    expect(await found()).toMatchObject({
      status: 'waiting',
      stage: 'waiting-requester',
      clocks: { resolution: { state: 'paused', cause: 'waiting-requester' } },
    });
    expect(newest(desk, opened.id).effects).toMatchObject([{ template: 'question' }]);
  });

  test('a note for colleagues touches no clock, no state and nobody’s mailbox (L3)', async () => {
    const { version: _v, ...before } = await found();
    await write('internal', true);
    const { version, ...after } = await found();
    expect(after).toEqual(before);
    expect(version).toBe(2);
    expect(newest(desk, opened.id)).toEqual({ names: ['NoteAdded'], effects: [] });
  });

  test('after the solution: the words go out, and nothing waits', async () => {
    await resolveCase(desk.ports, opened.id, PROCESS, { outcome: 'solved' });
    await write('public', true);
    expect((await found()).status).toBe('resolved');
  });

  test('nothing to a closed case but a note', async () => {
    await resolveCase(desk.ports, opened.id, PROCESS, { outcome: 'solved' });
    const before = await found();
    await desk.ports.cases.append(
      before,
      { ...before, version: 3, status: 'closed' },
      { events: [], effects: [] },
    );
    expect(await refusalOf(write('public'))).toBe('case-closed');
    await write('internal');
    expect(newest(desk, opened.id).names).toEqual(['NoteAdded']);
  });

  test('and only to a case that exists', async () => {
    const written = { body: 'b', visibility: 'public', waitForReply: false } as const;
    expect(await refusalOf(sendMessage(desk.ports, 'nothing', AGENT, written))).toBe('case-not-found');
  });
});

describe('a process tells the requester something', () => {
  const telling = (more: Partial<Telling> = {}): Telling => ({
    caseId: opened.id,
    execution: opened.execution ?? '',
    state: 'Tell the person it takes longer',
    entered: '2026-03-02T10:00:00.000Z',
    text: 'It takes longer.',
    ...more,
  });

  test('once for each visit of its state', async () => {
    await tellRequester(desk.ports, telling());
    await tellRequester(desk.ports, telling());
    expect(
      desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail' && effect.template === 'told'),
    ).toHaveLength(1);
    await tellRequester(desk.ports, telling({ entered: '2026-03-02T11:00:00.000Z' }));
    expect((await found()).version).toBe(3);
  });

  test('once also where another branch said something in between', async () => {
    const other = telling({ state: 'Tell the person the badge is ready', text: 'It is ready.' });
    for (const each of [telling(), other, telling(), other]) await tellRequester(desk.ports, each);
    expect((await found()).version).toBe(3);
  });

  test('E4 nothing to somebody nobody authenticated', async () => {
    const joe = await opens(desk, { from: 'joe@small.example', dmarc: 'none', id: 'joe@x' });
    await tellRequester(desk.ports, telling({ caseId: joe.id, execution: joe.execution ?? '' }));
    expect((await now(desk, joe.id)).version).toBe(1);
  });

  test.each([undefined, '', '  '])(
    'L3 and keeps no promise by it: an automatic word is no answer (%o)',
    async (words) => {
      await tellRequester(desk.ports, telling(words === undefined ? {} : { words, by: 'kim@corp.example' }));
      expect((await found()).clocks.firstResponse?.state).toBe('running');
    },
  );

  test('L1 in the words of whoever answered, which is the answer of a human, and leaves as one', async () => {
    const hello = { words: 'I have it and will call you.', by: 'kim@corp.example' };
    await tellRequester(desk.ports, telling(hello));
    await tellRequester(desk.ports, telling(hello));
    expect((await found()).clocks.firstResponse?.state).toBe('stopped');
    const sent = desk.rows.outbox.filter(
      ({ effect }) => effect.kind === 'mail' && effect.template === 'told',
    );
    expect(sent).toMatchObject([
      {
        effect: {
          values: { text: 'I have it and will call you.\n\nIt takes longer.', by: 'kim@corp.example' },
        },
      },
    ]);
    const stopped = eventsOf(desk, opened.id).find(({ type }) => type === 'ClockStopped');
    expect(stopped?.by).toEqual({ kind: 'agent', id: 'kim@corp.example' });
  });
});
