import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import type { Kind } from '#desk/case/events.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { routeCase } from '#desk/case/route-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { catalogueOf, type Department } from '#desk/department.ts';
import { dueAt } from '#desk/sla/clock.ts';
import { answerTask } from '#desk/task/answer.ts';
import { settle } from '#desk/task/settle.ts';
import { undeliverable } from '#desk/task/undeliverable.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { it as itDepartment } from '#statemachines/it/department.ts';
import { ANNA, arrive } from '../memory/mail.ts';
import { AGENT, asks, caughtUp, opens, question } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

const HOUR = 3600;
const all = {
  ack: HOUR,
  firstResponse: HOUR,
  nextResponse: HOUR,
  update: 4 * HOUR,
  resolution: 8 * HOUR,
  e2e: 16 * HOUR,
  ola: 2 * HOUR,
};
const everything: Partial<Department> = {
  promises: { 1: all, 2: all, 3: all, 4: all },
  groups: { ...itDepartment.groups, repairs: 'repairs' },
  suppliers: { repairs: { name: 'acme', promise: 3 * HOUR } },
};

/** A desk whose IT keeps every promise there is. */
function promising(more: Partial<Department> = {}, kind?: Kind): Memory {
  const desk = memory();
  const services = itDepartment.services.map((each) => ({ ...each, ...(kind && { kind }) }));
  const own = { ...itDepartment, services, ...everything, ...more };
  const { promises = itDepartment.promises } = everything;
  const catalogue = catalogueOf(
    DEPARTMENTS.map((each) => (each.id === 'it' ? own : each.id === 'triage' ? { ...each, promises } : each)),
  );
  return { ...desk, ports: { ...desk.ports, catalogue } };
}

const states = ({ clocks }: Case) =>
  Object.fromEntries(Object.entries(clocks).map(([name, { state, cause }]) => [name, cause ?? state]));

let desk: Memory;
let opened: Case;
const found = () => caughtUp(desk, opened.id);
const says = (more: object = {}) =>
  sendMessage(desk.ports, opened.id, AGENT, {
    body: 'b',
    visibility: 'public',
    waitForReply: false,
    ...more,
  });
const replies = () =>
  arrive(desk.ports, {
    id: `r${desk.rows.outbox.length}@x`,
    inReplyTo: 'first@corp.example',
    text: 'The left one.',
  });

async function begin(more: Partial<Department> = {}, kind?: Kind) {
  desk = promising(more, kind);
  opened = await opens(desk);
  await desk.ports.directory.keep({ address: ANNA, manager: 'boss@corp.example' });
}
beforeEach(() => begin());

describe('L1 clocks of a case', () => {
  test('begin with it, each on its own', async () => {
    expect(states(opened)).toEqual({
      ack: 'running',
      firstResponse: 'running',
      update: 'running',
      resolution: 'running',
      e2e: 'running',
    });
  });

  test('a human answer acknowledges and answers, and news are due anew from then on', async () => {
    desk.pass(30);
    await says();
    const { clocks } = await found();
    expect(states(await found())).toMatchObject({
      ack: 'stopped',
      firstResponse: 'stopped',
      update: 'running',
    });
    expect(clocks.update).toMatchObject({ run: 2, spans: [['2026-03-02T09:30:00.000Z']] });
  });

  test('L3 a note stops nothing', async () => {
    await says({ visibility: 'internal' });
    expect(states(await found())).toEqual(states(opened));
  });

  test('a task counts for its department until it is answered, expires or cannot be delivered', async () => {
    const ends = [
      (ref: string) =>
        answerTask(
          desk.ports,
          ref,
          AGENT,
          { outcome: 'approve', by: 'kim', at: desk.ports.now() },
          () => true,
        ),
      () => settle(desk.ports, opened.id, 'Approve with manager').catch(() => undefined),
      (ref: string) => undeliverable(desk.ports, ref, 'no-endpoint'),
    ];
    for (const [i, end] of ends.entries()) {
      const { ref } = await asks(
        desk.ports,
        question(opened, { of: { system: true }, entered: `visit ${i}` }),
      );
      expect(states(await found())['ola:it']).toBe('running');
      await end(ref);
      expect((await found()).clocks['ola:it']).toMatchObject({
        state: 'stopped',
        run: i + 1,
        target: 2 * HOUR,
      });
    }
  });

  test('two tasks at once are one promise, kept by the last answer', async () => {
    const first = await asks(desk.ports, question(opened, { of: { system: true }, state: 'One' }));
    desk.pass(10);
    const second = await asks(desk.ports, question(opened, { of: { group: 'team' }, state: 'Two' }));
    await undeliverable(desk.ports, first.ref, 'x');
    expect((await found()).clocks['ola:it']).toMatchObject({ state: 'running', run: 1 });
    await undeliverable(desk.ports, second.ref, 'x');
    expect(states(await found())['ola:it']).toBe('stopped');
  });

  test('a supplier counts by contract; solving waits for it, the person does too', async () => {
    const { ref } = await asks(desk.ports, question(opened, { of: { group: 'repairs' } }));
    expect(states(await found())).toMatchObject({
      'uc:acme': 'running',
      resolution: 'waiting-supplier',
      e2e: 'running',
      update: 'running',
    });
    await undeliverable(desk.ports, ref, 'x');
    expect(states(await found())).toMatchObject({ 'uc:acme': 'stopped', resolution: 'running' });
  });
});

describe('P7 what does not count while the desk waits', () => {
  test('for the requester: solving, news and the whole way', async () => {
    await says({ waitForReply: true });
    const waiting = {
      resolution: 'waiting-requester',
      update: 'waiting-requester',
      e2e: 'waiting-requester',
    };
    expect(states(await found())).toMatchObject(waiting);
    await replies();
    expect(states(await found())).toMatchObject({ resolution: 'running', update: 'running', e2e: 'running' });
  });

  test('A11 for an approver: nothing, unless the department says so', async () => {
    await asks(desk.ports, question(opened));
    expect(states(await found())).toMatchObject({ resolution: 'running', e2e: 'running' });
  });

  test('A11 for an approver, where the department says so: solving alone, until the answer', async () => {
    await begin({ pauses: { 'waiting-approval': ['resolution'] } });
    const { ref } = await asks(desk.ports, question(opened));
    expect(states(await found())).toMatchObject({ resolution: 'waiting-approval', e2e: 'running' });
    await answerTask(
      desk.ports,
      ref,
      AGENT,
      { outcome: 'approve', by: 'b', at: desk.ports.now() },
      () => true,
    );
    expect(states(await found()).resolution).toBe('running');
  });

  test('for two at once: until neither is waited for, with the cause that is left', async () => {
    await begin({ pauses: { 'waiting-approval': ['resolution'] } });
    await says({ waitForReply: true });
    const { ref } = await asks(desk.ports, question(opened));
    desk.pass(60);
    await replies();
    expect(states(await found())).toMatchObject({ resolution: 'waiting-approval', update: 'running' });
    desk.pass(60);
    await undeliverable(desk.ports, ref, 'x');
    const { resolution } = (await found()).clocks;
    expect(resolution?.state).toBe('running');
    expect(resolution?.spans.map(([, to, cause]) => [to?.slice(11, 16), cause])).toEqual([
      ['09:00', 'waiting-requester'],
      ['10:00', 'waiting-approval'],
      [undefined, undefined],
    ]);
  });

  test('the other way round as well', async () => {
    const { ref } = await asks(desk.ports, question(opened));
    await says({ waitForReply: true });
    await undeliverable(desk.ports, ref, 'x');
    expect(states(await found()).resolution).toBe('waiting-requester');
    await replies();
    expect(states(await found()).resolution).toBe('running');
  });

  test.each(['care', 'emergency'] as const)('L2 a matter of %s never waits', async (kind) => {
    await begin({}, kind);
    await says({ waitForReply: true });
    await asks(desk.ports, question(opened));
    expect(states(await found())).toMatchObject({ resolution: 'running', update: 'running', e2e: 'running' });
  });

  test('a department may say otherwise', async () => {
    await begin({ pauses: { 'waiting-approval': [], 'waiting-requester': ['e2e'] } });
    await asks(desk.ports, question(opened));
    await says({ waitForReply: true });
    expect(states(await found())).toMatchObject({ resolution: 'running', e2e: 'waiting-requester' });
  });

  test('L3, C6 automated mail starts, stops, pauses and resumes nothing', async () => {
    await says({ waitForReply: true });
    const before = (await found()).clocks;
    await arrive(desk.ports, {
      id: 'ooo@x',
      inReplyTo: 'first@corp.example',
      text: 'I am away.',
      headers: ['Auto-Submitted: auto-replied'],
    });
    expect((await found()).clocks).toEqual(before);
  });
});

describe('a case that goes elsewhere, or is opened again', () => {
  test('P7, L4 a waiting case is worked on where it goes, and nothing of what counted is lost', async () => {
    opened = await opens(desk, {
      id: 'odd@x',
      subject: 'Hm',
      text: 'Colourless green ideas sleep furiously.',
    });
    expect(opened.department).toBe('triage');
    desk.pass(60);
    await says({ waitForReply: true });
    desk.pass(60);
    await routeCase(desk.ports, opened.id, AGENT, { department: 'it', service: 'workplace-incident' });
    const { resolution } = (await found()).clocks;
    expect(resolution).toMatchObject({ state: 'running', calendar: 'it-hours@1', target: 8 * HOUR });
    expect(resolution?.spans).toHaveLength(2);
    const due = dueAt(resolution ?? expect.fail('it is gone'), desk.ports.catalogue.calendar);
    expect(due, 'one hour of eight was used up').toBe('2026-03-02T18:00:00.000Z');
  });

  test('L10 goes on with what was left; the first response is not promised twice', async () => {
    desk.pass(60);
    await says();
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'solved' });
    desk.pass(60);
    await replies();
    const { clocks } = await found();
    expect(clocks.resolution).toMatchObject({ state: 'running', run: 1 });
    expect(clocks.resolution?.spans).toHaveLength(2);
    expect(clocks.firstResponse?.state).toBe('stopped');
    expect(states(await found())).toMatchObject({
      e2e: 'running',
      update: 'running',
      nextResponse: 'running',
    });
  });

  test('L10 or has it anew, as the department says', async () => {
    await begin({ reopening: 'new' });
    await resolveCase(desk.ports, opened.id, AGENT, { outcome: 'solved' });
    desk.pass(60);
    await replies();
    expect((await found()).clocks.resolution).toMatchObject({
      run: 2,
      spans: [['2026-03-02T10:00:00.000Z']],
    });
  });
});

describe('L5 the hours that count', () => {
  const tokyo = { ...itDepartment.calendars[0], name: 'it-tokyo', zone: 'Asia/Tokyo' };
  const [hours] = itDepartment.calendars;
  const more: Partial<Department> = {
    calendars: [hours, ...itDepartment.calendars.slice(1), tokyo],
    locations: { Tokyo: 'it-tokyo' },
  };
  const calendars = ({ clocks }: Case) => [...new Set(Object.values(clocks).map(({ calendar }) => calendar))];

  async function openedFrom(location?: string, own: Partial<Department> = {}) {
    desk = promising({ ...more, ...own });
    await desk.ports.directory.keep({ address: ANNA, ...(location && { location }) });
    return opens(desk);
  }

  test('are those where the requester is, if the department has some there, else its own', async () => {
    expect(calendars(await openedFrom('Tokyo'))).toEqual(['it-tokyo@1']);
    expect(calendars(await openedFrom('Lima'))).toEqual(['it-hours@1']);
    expect(calendars(await openedFrom())).toEqual(['it-hours@1']);
  });

  test('stay those for what begins later', async () => {
    opened = await openedFrom('Tokyo');
    await says();
    await replies();
    expect((await found()).clocks.nextResponse?.calendar).toBe('it-tokyo@1');
  });

  test('are fixed where the service says so', async () => {
    const services = itDepartment.services.map((each) => ({ ...each, calendar: 'always' }));
    expect(calendars(await openedFrom('Tokyo', { services }))).toEqual(['always@1']);
  });
});
