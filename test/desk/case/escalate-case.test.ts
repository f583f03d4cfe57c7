import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { tellRequester } from '#desk/case/tell-requester.ts';
import { ask } from '#desk/task/ask.ts';
import { memoryOfParts } from '../memory/parts.ts';
import { AGENT, asks, eventsOf, newest, now, opens, question, refusalOf } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let opened: Case;
beforeEach(async () => {
  desk = memory();
  opened = await opens(desk);
});

const escalates = (escalation: 'functional' | 'hierarchical', to: string) =>
  escalateCase(desk.ports, opened.id, AGENT, { escalation, to, reason: 'It is beyond us.' });

const recorded = () => eventsOf(desk, opened.id).find(({ type }) => type === 'CaseEscalated');

describe('a case is escalated', () => {
  test('row 21 functionally: handed over to another group, with from, to and reason', async () => {
    await escalates('functional', 'lead');
    expect(recorded()).toMatchObject({
      escalation: 'functional',
      from: expect.stringMatching(/@corp.example$/),
      to: 'it-lead@corp.example',
      reason: 'It is beyond us.',
      by: AGENT,
    });
    expect(await now(desk, opened.id)).toMatchObject({ assignee: 'it-lead@corp.example', department: 'it' });
    expect(newest(desk, opened.id).effects).toMatchObject([
      { template: 'escalated', to: ['it-lead@corp.example'], values: { text: 'It is beyond us.' } },
    ]);
  });

  test('row 21 hierarchically: whoever answers for it is told, and who has it keeps it', async () => {
    await escalates('hierarchical', 'sponsor');
    expect(recorded()).toMatchObject({ escalation: 'hierarchical', to: 'it-lead@corp.example' });
    expect(newest(desk, opened.id).names).toEqual(['CaseEscalated']);
    expect((await now(desk, opened.id)).assignee).toBeUndefined();
  });

  test('row 21 to another department while its process waits: questions withdrawn, one process stopped, one started', async () => {
    const task = await asks(desk.ports, question(opened));
    await escalates('functional', 'facilities/building-work');
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('withdrawn');
    const after = await now(desk, opened.id);
    expect(after).toMatchObject({ department: 'facilities', service: 'building-work', attempt: 2 });
    expect(recorded()).toMatchObject({ from: 'it/workplace-incident', to: 'facilities/building-work' });
    expect(newest(desk, opened.id).effects.map(({ kind }) => kind)).toEqual(['mail', 'stop', 'start']);
    expect(after.clocks.resolution?.spans[0]?.[0], 'L4 its elapsed time is carried over').toBe(
      opened.clocks.resolution?.spans[0]?.[0],
    );
  });

  test('K2 to where no process is followed: the one it had asks, tells and ends nothing there before it is stopped', async () => {
    const old = opened.execution ?? '';
    await escalates('functional', 'triage/unplaced');
    expect((await now(desk, opened.id)).process).toBeUndefined();
    await ask(desk.ports, { ...question(opened), state: 'Fix it' });
    await tellRequester(desk.ports, {
      ...{ caseId: opened.id, execution: old, state: 'Say so', entered: '2026-03-02T09:00:05.000Z' },
      text: 'It takes longer.',
    });
    await resolveCase(desk.ports, opened.id, { kind: 'process', id: old }, { outcome: 'solved' });
    expect(await now(desk, opened.id)).toMatchObject({ asked: {}, status: 'open', department: 'triage' });
    expect(desk.rows.tasks.size).toBe(0);
    expect(newest(desk, opened.id).effects).toMatchObject([
      { kind: 'stop', process: 'it-incident', execution: old },
    ]);
  });

  test.each([
    ['functional', 'nobody'],
    ['hierarchical', 'nobody'],
    ['functional', 'nowhere/service'],
    ['functional', 'it/workplace-incident'],
  ] as const)('is refused for a place that is none: %s to %s', async (type, to) => {
    await expect(escalates(type, to)).rejects.toMatchObject({
      code: 'invalid',
      faults: [{ pointer: '/to' }],
    });
  });

  test('is refused once it is over', async () => {
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'solved' });
    expect(await refusalOf(escalates('hierarchical', 'lead'))).toBe('case-closed');
  });

  test('row 24 the promise from end to end stands, also where the other department makes none', async () => {
    const promising = memoryOfParts();
    const leak = await opens(promising, {
      subject: 'Heating',
      text: 'The heating is broken, it is cold in our office.',
    });
    expect(leak).toMatchObject({
      department: 'facilities',
      clocks: { e2e: { state: 'running', target: 36_000 } },
    });
    const asked = {
      escalation: 'functional',
      to: 'it/workplace-incident',
      reason: 'It is the controller.',
    } as const;
    const after = await escalateCase(promising.ports, leak.id, AGENT, asked);
    expect(after.department).toBe('it');
    expect(after.clocks.e2e).toEqual(leak.clocks.e2e);
  });
});
