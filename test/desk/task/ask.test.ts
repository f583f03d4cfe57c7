import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { answerTask } from '#desk/task/answer.ts';
import { ask } from '#desk/task/ask.ts';
import { ANNA } from '../memory/mail.ts';
import { AGENT, asks, newest, now, opens, question, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const BOSS = 'boss@corp.example';
let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
  await desk.ports.directory.keep({ address: ANNA, manager: BOSS });
});

describe('a process asks', () => {
  test('the requester’s manager: a row first, and in that same write the mail that carries the question', async () => {
    const task = await asks(desk.ports, question(opened));
    expect(task).toMatchObject({
      state: 'asked',
      of: { kind: 'person', address: BOSS },
      expiresAt: '2026-03-04T09:00:00.000Z',
    });
    expect(newest(desk, opened.id)).toEqual({
      // Whether a promise counts while an approver has it, the department says (A11).
      names: ['TaskAsked', 'ClockPaused'],
      effects: [
        { kind: 'mail', id: `${opened.id}-2-task`, to: [BOSS], template: 'task', values: { ref: task.ref } },
      ],
    });
    expect((await now(desk, opened.id)).asked['Approve with manager']?.ref).toBe(task.ref);
  });

  test('a group of the department', async () => {
    const { of } = await asks(desk.ports, question(opened, { of: { group: 'team' } }));
    expect(of).toEqual({ kind: 'group', group: 'team', address: 'it-support@corp.example' });
  });

  test('the department’s own system, by webhook', async () => {
    const { ref } = await asks(desk.ports, question(opened, { of: { system: true }, stage: 'fulfilment' }));
    expect(newest(desk, opened.id)).toMatchObject({
      names: ['TaskAsked', 'StageReached'],
      effects: [{ kind: 'webhook', department: 'it', event: 'task.asked', ref }],
    });
    expect((await now(desk, opened.id)).stage).toBe('fulfilment');
  });

  test('row 10 a group that does not exist is a mistake of the process, not a refusal', async () => {
    await expect(ask(desk.ports, question(opened, { of: { group: 'moon' } }))).rejects.toThrow(
      "no group 'moon'",
    );
  });

  test('A10 what it may show, and never the words of the requester', async () => {
    const { shown } = await asks(
      desk.ports,
      question(opened, { show: ['subject', 'requester', 'body', 'token'] }),
    );
    expect(shown).toEqual({ subject: 'My laptop', requester: ANNA });
  });

  test('not about no case', async () => {
    expect(await refusalOf(ask(desk.ports, question(opened, { caseId: 'nothing' })))).toBe('case-not-found');
  });
});

describe('a case that a person has ended', () => {
  const late = (execution = opened.execution ?? '') => question(opened, { execution });
  const tells = () =>
    tellRequester(desk.ports, {
      caseId: opened.id,
      execution: opened.execution ?? '',
      state: 'Tell',
      entered: 'late',
      text: 'It takes longer.',
    });
  beforeEach(async () => {
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'done' });
  });

  test('is asked nothing: its process is stopped, and the history says so', async () => {
    const ref = await ask(desk.ports, late());
    expect(await desk.ports.tasks.find(ref)).toBeUndefined();
    expect(newest(desk, opened.id)).toMatchObject({
      names: ['NoteAdded', 'FactRecorded'],
      effects: [{ kind: 'stop', process: 'it-incident', execution: `${opened.id}-it-incident-1` }],
    });
    expect(await now(desk, opened.id)).toMatchObject({ status: 'resolved', asked: {} });
  });

  test('is told nothing either', async () => {
    await tells();
    expect(newest(desk, opened.id).effects.map(({ kind }) => kind)).toEqual(['stop']);
  });

  test('stops an execution once, however often it asks, and another one for itself', async () => {
    await ask(desk.ports, late());
    await ask(desk.ports, late());
    await tells();
    const stopped = () => desk.rows.outbox.flatMap(({ effect }) => (effect.kind === 'stop' ? [effect] : []));
    expect(stopped(), 'by the person, and by the question that came late').toHaveLength(2);
    await ask(desk.ports, late(`${opened.id}-it-service-request-12`));
    expect(stopped().at(-1)).toMatchObject({ process: 'it-service-request' });
  });
});

describe('nobody decides on their own request (A3)', () => {
  test.each([
    ['nobody knows the manager', undefined],
    ['the manager is the requester', ANNA],
    ['the manager is the requester in capitals', 'Anna@Corp.example'],
  ])('A3 when %s, the department’s lead is asked', async (_, manager) => {
    await desk.ports.directory.keep({ address: ANNA, ...(manager !== undefined && { manager }) });
    const { of } = await asks(desk.ports, question(opened));
    expect(of).toMatchObject({ kind: 'group', group: 'lead', insteadOf: 'manager' });
  });

  test('A3 a manager is known by the address that mail knows', async () => {
    await desk.ports.directory.keep({ address: ANNA, manager: 'Boss@Corp.example' });
    expect((await asks(desk.ports, question(opened))).of).toEqual({ kind: 'person', address: BOSS });
  });

  test('A3 a requester who belongs to the group that is asked may not approve', async () => {
    const { ref } = await asks(desk.ports, question(opened, { of: { group: 'lead' } }));
    const answer = { outcome: 'approve', by: ANNA, at: desk.rows.now };
    const own = answerTask(desk.ports, ref, { kind: 'agent', id: ANNA }, answer, () => true);
    expect(await refusalOf(own)).toBe('not-allowed');
    expect((await desk.ports.tasks.find(ref))?.state).toBe('asked');
  });

  test('A3 nor does whoever submitted it for them, as their manager or in the group', async () => {
    const found = { ...opened, submitter: BOSS };
    desk.rows.heads.set(opened.id, found);
    const task = await asks(desk.ports, question(opened));
    expect(task.of).toMatchObject({ kind: 'group', group: 'lead' });
    const by = { kind: 'agent', id: BOSS } as const;
    const answer = { outcome: 'approve', by: BOSS, at: desk.rows.now };
    expect(await refusalOf(answerTask(desk.ports, task.ref, by, answer, () => true))).toBe('not-allowed');
  });
});

describe('the same visit of a state asks again', () => {
  test('K5 nobody twice: the newer token is bound to the row', async () => {
    const first = await ask(desk.ports, question(opened));
    const mails = desk.rows.outbox.length;
    const again = await ask(desk.ports, question(opened, { token: 'token-2' }));
    expect(again).toBe(first);
    expect(desk.rows.outbox).toHaveLength(mails);
    expect((await desk.ports.tasks.find(first))?.token).toBe('token-2');
    expect((await now(desk, opened.id)).version).toBe(2);
  });

  test('K1 and if the answer came meanwhile, it is handed to the newer token', async () => {
    const ref = await ask(desk.ports, question(opened));
    const answer = { outcome: 'approve', by: BOSS, at: desk.rows.now };
    await answerTask(desk.ports, ref, { kind: 'participant', id: BOSS }, answer, () => true);
    await ask(desk.ports, question(opened, { token: 'token-2' }));
    const resumed = desk.rows.outbox.filter(({ effect }) => effect.kind === 'resume');
    expect(resumed, 'once with the answer, once for the newer token').toHaveLength(2);
    expect(await desk.ports.tasks.find(ref)).toMatchObject({ state: 'answered', token: 'token-2' });
  });

  test('a second visit of the state is a second question', async () => {
    const first = await ask(desk.ports, question(opened));
    const second = await ask(desk.ports, question(opened, { entered: '2026-03-05T09:00:00.000Z' }));
    expect(second).not.toBe(first);
  });
});
