import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { escalateCase } from '#desk/case/escalate-case.ts';
import type { Leaving } from '#desk/case/hand-over.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { openChild } from '#desk/task/open-child.ts';
import { ANNA, arrive } from '../memory/mail.ts';
import { memoryOfParts } from '../memory/parts.ts';
import {
  AGENT,
  asks,
  eventsOf,
  happenings,
  newest,
  now,
  opens,
  question,
  refusalOf,
} from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let leave: Case;
beforeEach(async () => {
  desk = memory();
  leave = await opens(desk, {
    subject: 'Parental leave and my laptop',
    text: 'I would like to take parental leave from 2026-06-01 until 2026-09-01, please.',
    id: 'leave@x',
  });
});

const WORDS = 'A laptop has to come back by the end of May. Please ask the colleague where it is.';
const IT = 'it/workplace-incident';
const moves = (said: Leaving, to = IT, of = leave) =>
  escalateCase(desk.ports, of.id, AGENT, {
    ...{ escalation: 'functional', to, reason: 'The rest is theirs.' },
    ...said,
  });
/** What everybody of the front door wrote to HR by name, and nothing of HR claims. */
const unclear = () =>
  opens(desk, { to: ['hr@desk.example'], subject: 'hm', text: 'blorf quuxle zibber', id: 'unclear@x' });
const place = (of: Case, to: string, said: Leaving = {}) => {
  const [department = '', service = ''] = to.split('/');
  return routeCase(desk.ports, of.id, AGENT, { department, service, ...said });
};

describe('row 28 what was said in confidence goes nowhere as it is', () => {
  test.each([IT, 'facilities/building-work', 'payroll/payroll-correction', 'legal/contract-review'])(
    'not to %s, by a hand-over elsewhere',
    async (to) => {
      const refused = moves({}, to);
      await expect(refused).rejects.toMatchObject({ code: 'invalid', faults: [{ pointer: '/handOver' }] });
      expect(await now(desk, leave.id)).toEqual(leave);
    },
  );

  test('nor by a person in triage, of what was written to a confidential department', async () => {
    const found = await unclear();
    expect(found).toMatchObject({ department: 'triage', confidential: true });
    await expect(place(found, IT)).rejects.toMatchObject({ faults: [{ pointer: '/handOver' }] });
    const there = await place(found, 'hr/hr-question');
    expect(there).toMatchObject({ id: found.id, department: 'hr', confidential: true });
  });

  test('within its department nothing changes, whatever else is moved', async () => {
    const after = await moves({}, 'hr/hr-question');
    expect(after).toMatchObject({ id: leave.id, service: 'hr-question', confidential: true });
  });
});

describe('row 28 it is handed over in words', () => {
  test('as a case of its own, in which nothing stands but the hand-over', async () => {
    const begun = await moves({ handOver: WORDS });
    expect(begun).toMatchObject({
      department: 'it',
      requester: { address: ANNA },
      confidential: false,
      submitter: AGENT.id,
      routing: { reason: 'handed-over', because: [] },
      participants: [],
      facts: {},
    });
    expect(await desk.ports.bodies.get(begun.body)).toEqual({ text: WORDS });
    const [, ...rest] = eventsOf(desk, begun.id);
    expect(rest.map(({ type }) => type)).not.toContain('MessageReceived');
    expect(begun.subject).not.toMatch(/leave/i);
  });

  test('A3 whoever had submitted it decides nothing about what comes of it', async () => {
    desk.rows.heads.set(leave.id, { ...leave, submitter: 'lee@corp.example' });
    expect(await moves({ handOver: WORDS })).toMatchObject({ submitter: 'lee@corp.example' });
  });

  test('the requester hears the new number, and the team that something is handed over to it', async () => {
    const begun = await moves({ handOver: WORDS });
    expect(newest(desk, begun.id).effects).toMatchObject([
      { kind: 'mail', template: 'acknowledgement', to: [ANNA] },
      { kind: 'start', process: 'it-incident' },
      { kind: 'mail', template: 'escalated', to: ['it-support@corp.example'], values: { text: '' } },
    ]);
  });

  test('the one it comes from ends where it lies: questions taken back, process stopped, promises over, recorded', async () => {
    const task = await asks(desk.ports, question(leave));
    const begun = await moves({ handOver: WORDS });
    expect(await now(desk, leave.id)).toMatchObject({
      department: 'hr',
      confidential: true,
      status: 'resolved',
      outcome: 'handed-over',
      closesAt: expect.any(String),
      links: [{ other: begun.id, as: 'split-into' }],
    });
    expect((await desk.ports.tasks.find(task.ref))?.state).toBe('withdrawn');
    const { names, effects } = newest(desk, leave.id);
    expect(names).toEqual(expect.arrayContaining(['CaseEscalated', 'CaseResolved', 'ClockStopped']));
    expect(effects.map(({ kind }) => kind)).toEqual(['stop']);
    expect(eventsOf(desk, leave.id).find(({ type }) => type === 'CaseEscalated')).toMatchObject({
      ...{ by: AGENT, from: 'hr/leave-of-absence', to: IT, reason: 'The rest is theirs.' },
    });
  });

  test('a reply to it finds the same people as before, and nobody else', async () => {
    const begun = await moves({ handOver: WORDS });
    await arrive(desk.ports, {
      ...{ id: 'again@x', inReplyTo: 'leave@x', references: ['leave@x'], subject: 'Re: Parental leave' },
      text: 'There is something else about my leave.',
    });
    expect(happenings(desk, leave.id)).toContain('CaseReopened');
    expect(happenings(desk, begun.id)).not.toContain('MessageReceived');
  });

  test('also into another confidential department, and by triage', async () => {
    expect(await moves({ handOver: WORDS }, 'payroll/payroll-correction')).toMatchObject({
      department: 'payroll',
      confidential: true,
    });
    const found = await unclear();
    expect(await place(found, IT, { handOver: WORDS })).toMatchObject({ department: 'it' });
    expect(await now(desk, found.id)).toMatchObject({ department: 'triage', outcome: 'handed-over' });
  });

  test('row 24 what was promised from end to end counts from the first word, the rest from the hand-over', async () => {
    desk = memoryOfParts();
    const found = await opens(desk, {
      text: 'I would like to take parental leave from 2026-06-01 until 2026-09-01.',
    });
    desk.pass(60);
    const begun = await moves({ handOver: WORDS }, 'facilities/building-work', found);
    expect(begun.clocks.e2e).toMatchObject({ state: 'running', spans: [[found.openedAt]] });
    expect(begun.clocks.resolution?.spans).toEqual([[desk.rows.now]]);
  });

  test('twice is once: what is over is not handed over', async () => {
    await moves({ handOver: WORDS });
    expect(await refusalOf(moves({ handOver: WORDS }))).toBe('case-closed');
    expect(desk.rows.heads.size).toBe(2);
  });

  test('V1 a race that is lost is decided anew, and nothing of the lost one is there', async () => {
    const { appendAll } = desk.ports.cases;
    let races = 0;
    const losing: Memory['ports']['cases']['appendAll'] = async (steps) => {
      if (races++ === 0) {
        const text = 'One more thing.';
        await arrive(desk.ports, { id: 'more@x', inReplyTo: 'leave@x', references: ['leave@x'], text });
      }
      await appendAll(steps);
    };
    const ports = { ...desk.ports, cases: { ...desk.ports.cases, appendAll: losing } };
    const asked = { escalation: 'functional' as const, to: IT, reason: 'Theirs.', handOver: WORDS };
    const begun = await escalateCase(ports, leave.id, AGENT, asked);
    expect([...desk.rows.heads.keys()].sort()).toEqual([leave.id, begun.id].sort());
    expect(happenings(desk, leave.id)).toContain('MessageReceived');
  });

  test('not alone where others hang on it', async () => {
    await openChild(desk.ports, {
      ...{
        caseId: leave.id,
        execution: leave.execution ?? '',
        state: 'Part',
        entered: 'once',
        version: 'v1',
      },
      ...{ token: 't', department: 'payroll', service: 'payroll-correction', hours: 48 },
    });
    expect(await refusalOf(moves({ handOver: WORDS }))).toBe('conflict');
  });

  test.each<[string, string, Leaving]>([
    ['/handOver', 'hr/hr-question', { handOver: WORDS }],
    ['/release', IT, { handOver: WORDS, release: 'It is about a laptop.' }],
  ])('not where that makes no sense (%s)', async (pointer, to, said) => {
    await expect(moves(said, to)).rejects.toMatchObject({ code: 'invalid', faults: [{ pointer }] });
  });
});

describe('row 28 it is released by somebody of its own people, with a reason', () => {
  const release = 'It is only about a laptop.';

  test('it goes as it is, and the history says who released it and why', async () => {
    const after = await moves({ release });
    expect(after).toMatchObject({ id: leave.id, department: 'it', confidential: false });
    expect(eventsOf(desk, leave.id).find(({ type }) => type === 'CaseRouted')).toMatchObject({
      released: release,
      by: AGENT,
    });
  });

  test('what needs no release keeps its confidentiality, and records none', async () => {
    const found = await unclear();
    const there = await place(found, 'hr/hr-question', { release });
    expect(there.confidential).toBe(true);
    expect(eventsOf(desk, found.id).find(({ type }) => type === 'CaseRouted')).not.toHaveProperty('released');
  });

  test('row 14 what somebody in distress said is never released, nor handed to others in words', async () => {
    const care = await opens(desk, { id: 'c@x', subject: 'Hi', text: 'I do not want to live any more.' });
    for (const said of [{ release }, { handOver: WORDS }, {}])
      expect(await refusalOf(moves(said, IT, care))).toBe('invalid');
    expect((await now(desk, care.id)).version).toBe(1);
  });
});
