import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { restartProcess } from '#desk/case/restart-process.ts';
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
