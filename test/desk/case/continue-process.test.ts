import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { continueProcess } from '#desk/case/continue-process.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { AGENT, happenings, newest, now, opens, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});

const goesOn = (execution = opened.execution ?? '') =>
  continueProcess(desk.ports, { caseId: opened.id, execution, next: 'Fix it' });

describe('a case whose execution has run long', () => {
  test('row 31 goes on in the next one, at the state that is named, with all it knows', async () => {
    const before = await now(desk, opened.id);
    await goesOn();
    const execution = `${opened.id}-it-incident-2`;
    expect(await now(desk, opened.id)).toMatchObject({ execution, attempt: 2, facts: before.facts });
    expect(newest(desk, opened.id)).toMatchObject({
      names: ['ProcessStarted'],
      effects: [{ kind: 'start', process: 'it-incident', execution, continueAt: 'Fix it' }],
    });
  });

  test('twice, or at the same moment, is once: only the execution that calls is followed', async () => {
    await Promise.all([goesOn(), goesOn()]);
    await goesOn();
    expect((await now(desk, opened.id)).attempt).toBe(2);
    const starts = desk.rows.outbox.filter(({ effect }) => 'continueAt' in effect);
    expect(starts).toHaveLength(1);
  });

  test('starts nothing once the case is over: the old one is stopped', async () => {
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'solved' });
    await goesOn();
    expect(happenings(desk, opened.id).filter((type) => type === 'ProcessStarted')).toHaveLength(1);
    expect(newest(desk, opened.id).effects).toMatchObject([{ kind: 'stop', execution: opened.execution }]);
  });

  test('is refused where there is no such case, or none that follows a process', async () => {
    const none = { caseId: 'none', execution: 'x', next: 'Fix it' };
    expect(await refusalOf(continueProcess(desk.ports, none))).toBe('case-not-found');
    desk = memory();
    opened = await opens(desk, { subject: 'hello', text: 'blargh fnord wibble' });
    expect(await refusalOf(goesOn('x'))).toBe('conflict');
  });
});
