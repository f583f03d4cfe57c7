import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { continueProcess } from '#desk/case/continue-process.ts';
import { mergeCases } from '#desk/case/merge-cases.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { restartProcess } from '#desk/case/restart-process.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { unmergeCase } from '#desk/case/unmerge-case.ts';
import { ask } from '#desk/task/ask.ts';
import { askRequester } from '#desk/task/ask-requester.ts';
import { openChild } from '#desk/task/open-child.ts';
import { settle } from '#desk/task/settle.ts';
import { AGENT, asks, happenings, newest, now, opens, question, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});

const restart = (execution = opened.execution ?? '') =>
  restartProcess(desk.ports, opened.id, AGENT, { execution });

describe('a case whose process is gone', () => {
  test('C2 begins it anew under another name, and stops the old one should it run after all', async () => {
    await restart();
    expect(await now(desk, opened.id)).toMatchObject({ execution: `${opened.id}-it-incident-2`, attempt: 2 });
    expect(newest(desk, opened.id)).toMatchObject({
      names: ['ProcessStarted'],
      effects: [
        { kind: 'stop', process: 'it-incident', execution: `${opened.id}-it-incident-1` },
        { kind: 'start', process: 'it-incident', execution: `${opened.id}-it-incident-2` },
      ],
    });
  });

  test('takes back what is still asked, with the clocks that counted for it', async () => {
    const task = await asks(desk.ports, question(opened));
    await restart();
    const found = await now(desk, opened.id);
    expect(found.asked).toEqual({});
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('withdrawn');
    expect(Object.values(found.clocks).map(({ state }) => state)).not.toContain('paused');
  });

  test('K1 and says an answer first that its process never heard', async () => {
    const task = await asks(desk.ports, question(opened));
    const answer = { outcome: 'approve', by: 'boss@corp.example', at: desk.ports.now() };
    const resume = { caseId: opened.id, effect: { kind: 'resume', id: 'resume', ref: task.ref } } as const;
    await desk.ports.tasks.settle(task.ref, { state: 'answered', answer }, [resume]);
    await restart();
    expect(happenings(desk, opened.id)).toContain('TaskAnswered');
    expect(happenings(desk, opened.id)).not.toContain('TaskWithdrawn');
  });

  test('twice is once: only the execution that is named is replaced', async () => {
    await restart();
    await restart();
    expect((await now(desk, opened.id)).attempt).toBe(2);
  });

  test('row 31 goes on where its execution took over from an earlier one, however often it fails', async () => {
    const state = 'Fix it';
    await continueProcess(desk.ports, { caseId: opened.id, execution: opened.execution ?? '', next: state });
    for (const attempt of [3, 4]) {
      await restart((await now(desk, opened.id)).execution);
      expect(await now(desk, opened.id)).toMatchObject({ attempt, continueAt: state });
      expect(newest(desk, opened.id).effects).toContainEqual(
        expect.objectContaining({
          kind: 'start',
          execution: `${opened.id}-it-incident-${attempt}`,
          continueAt: state,
        }),
      );
    }
  });

  test('row 31 merged and taken apart again goes on there too', async () => {
    await continueProcess(desk.ports, {
      caseId: opened.id,
      execution: opened.execution ?? '',
      next: 'Fix it',
    });
    const other = await opens(desk, { id: '<other@corp.example>', subject: 'VPN again' });
    await mergeCases(desk.ports, opened.id, other.id, AGENT);
    await unmergeCase(desk.ports, opened.id, AGENT);
    expect(newest(desk, opened.id).effects).toContainEqual(
      expect.objectContaining({ kind: 'start', continueAt: 'Fix it' }),
    );
  });

  test('what its old execution still does leads to nothing: it asks, tells, hands over and ends nothing', async () => {
    const old = opened.execution ?? '';
    await restart();
    const visit = { caseId: opened.id, execution: old, state: 'Fix it', entered: '2026-03-02T09:00:05.000Z' };
    const version = (await now(desk, opened.id)).version;
    await ask(desk.ports, question(opened));
    await askRequester(desk.ports, { ...question(opened), state: 'Ask again' });
    await tellRequester(desk.ports, { ...visit, text: 'It takes longer.' });
    await openChild(desk.ports, { ...question(opened), department: 'it', service: 'workplace-incident' });
    await resolveCase(desk.ports, opened.id, { kind: 'process', id: old }, { outcome: 'solved' });
    const found = await now(desk, opened.id);
    // One note and one stop, however much it tries.
    expect(found).toMatchObject({ asked: {}, status: 'open', version: version + 1, attempt: 2 });
    expect(newest(desk, opened.id)).toMatchObject({
      names: ['NoteAdded', 'FactRecorded'],
      effects: [{ kind: 'stop', process: 'it-incident', execution: old }],
    });
    expect(desk.rows.tasks.size).toBe(0);
  });

  test('one that is newer than what the case knows goes on: the row alone was taken back from a backup', async () => {
    const before = opened;
    await restart();
    const { execution = '' } = await now(desk, opened.id);
    desk.rows.heads.set(opened.id, before);
    desk.rows.commits.set(opened.id, (desk.rows.commits.get(opened.id) ?? []).slice(0, 1));
    const task = await asks(desk.ports, { ...question(before), execution });
    expect(task.state).toBe('asked');
    await restart();
    expect(await now(desk, opened.id), 'whoever begins it anew then finds it running').toMatchObject({
      execution,
    });
  });

  test('its new execution asks, also where the old one asked the same', async () => {
    const task = await asks(desk.ports, question(opened));
    await restart();
    const again = await asks(desk.ports, question(await now(desk, opened.id)));
    expect(again.ref).not.toBe(task.ref);
    expect(again.state).toBe('asked');
  });

  test('K1 nor does it end what the new one asks by the time-out of its own question', async () => {
    const old = await asks(desk.ports, question(opened));
    await restart();
    const again = await asks(desk.ports, question(await now(desk, opened.id)));
    const late = settle(desk.ports, opened.id, old.name, opened.execution);
    expect(await refusalOf(late)).toBe('task-silent');
    expect((await desk.ports.tasks.find(again.ref))?.state).toBe('asked');
  });

  test('is refused once the case is over, or where there is no such case or process', async () => {
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'solved' });
    expect(await refusalOf(restart())).toBe('case-closed');
    expect(await refusalOf(restartProcess(desk.ports, 'none', AGENT, { execution: 'x' }))).toBe(
      'case-not-found',
    );
    desk = memory();
    opened = await opens(desk, { subject: 'hello', text: 'blargh fnord wibble' });
    expect(await refusalOf(restart('none'))).toBe('conflict');
  });
});
