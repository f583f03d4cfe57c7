import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { linkCases } from '#desk/case/link-cases.ts';
import { resolveLinked } from '#desk/case/resolve-linked.ts';
import { restartProcess } from '#desk/case/restart-process.ts';
import { DeskError } from '#desk/errors.ts';
import { AGENT, eventsOf, now, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
let major: Case;
let reports: readonly Case[];
const answer = { outcome: 'solved', text: 'A switch had failed; there are two now.' };

beforeEach(async () => {
  desk = memory();
  const report = (from: string) =>
    opens(desk, { from, id: `${from}-1`, subject: 'VPN', text: 'The VPN connection drops all the time.' });
  major = await report('ada@corp.example');
  reports = [
    await report('bea@corp.example'),
    await report('cyd@corp.example'),
    await report('dan@corp.example'),
  ];
  for (const { id } of reports) await linkCases(desk.ports, id, major.id, 'caused-by', AGENT);
});

const told = () =>
  desk.rows.outbox.flatMap(({ effect }) =>
    effect.kind === 'mail' && effect.template === 'resolved' ? [[...effect.to, effect.values?.text]] : [],
  );
const EVERYBODY = ['bea', 'cyd', 'dan'].map((name) => [`${name}@corp.example`, answer.text]);

describe('row 42 what a major incident has caused', () => {
  test('is resolved with its answer, each person hears, and their processes are stopped', async () => {
    await resolveLinked(desk.ports, major.id, answer);
    expect(told()).toEqual(EVERYBODY);
    for (const { id, execution } of reports) {
      expect(await now(desk, id)).toMatchObject({ status: 'resolved', outcome: 'solved' });
      expect(desk.rows.outbox.map(({ effect }) => effect)).toContainEqual(
        expect.objectContaining({ kind: 'stop', execution }),
      );
    }
    expect((await now(desk, major.id)).status, 'the cause itself is not').toBe('open');
  });

  test('hears once, however often it is said', async () => {
    for (let time = 0; time < 3; time += 1) await resolveLinked(desk.ports, major.id, answer);
    expect(told()).toEqual(EVERYBODY);
  });

  test('hears once when the desk is killed between two of them, and begins again', async () => {
    let writes = 0;
    const append: Memory['ports']['cases']['append'] = async (...commit) => {
      writes += 1;
      if (writes === 2) throw new Error('killed');
      return desk.ports.cases.append(...commit);
    };
    const dying = { ...desk.ports, cases: { ...desk.ports.cases, append } };
    await expect(resolveLinked(dying, major.id, answer)).rejects.toThrow('killed');
    expect(told()).toHaveLength(1);
    await resolveLinked(desk.ports, major.id, answer);
    expect(told()).toEqual(EVERYBODY);
  });

  test('is left as it is by an execution whose place another one has taken', async () => {
    const old = major.execution ?? '';
    await restartProcess(desk.ports, major.id, AGENT, { execution: old });
    await resolveLinked(desk.ports, major.id, answer, old);
    expect(told()).toEqual([]);
    await resolveLinked(desk.ports, major.id, answer, (await now(desk, major.id)).execution);
    expect(told()).toEqual(EVERYBODY);
  });

  test('is left as it is where it was solved already, or is only related', async () => {
    const other = await opens(desk, { from: 'eve@corp.example', id: 'e1@x', text: 'My VPN drops.' });
    await linkCases(desk.ports, other.id, major.id, 'related', AGENT);
    await resolveLinked(desk.ports, major.id, answer);
    expect((await now(desk, other.id)).status).toBe('open');
  });

  test('in another department goes on: its people decide', async () => {
    const away = await opens(desk, {
      from: 'fay@corp.example',
      id: 'f1@x',
      subject: 'Heating',
      text: 'The heating in my office is not working.',
    });
    expect(away.department).toBe('facilities');
    await linkCases(desk.ports, away.id, major.id, 'caused-by', AGENT);
    await resolveLinked(desk.ports, major.id, answer);
    expect((await now(desk, away.id)).status).toBe('open');
  });

  test('that cannot end yet has the answer as a note, once', async () => {
    const [first] = reports;
    if (first === undefined) expect.fail('there is no report');
    const find: Memory['ports']['cases']['find'] = async (id) => {
      const found = await desk.ports.cases.find(id);
      const child = { caseId: 'X', reference: 'FM-1', department: 'facilities', state: 'asked' as const };
      return found && id === first.id ? { ...found, children: { r: child } } : found;
    };
    const ports = { ...desk.ports, cases: { ...desk.ports.cases, find } };
    for (let time = 0; time < 2; time += 1) await resolveLinked(ports, major.id, answer);
    const notes = eventsOf(desk, first.id).filter(({ type }) => type === 'NoteAdded');
    expect(notes).toEqual([expect.objectContaining({ text: expect.stringContaining(answer.text) })]);
    expect(told()).toEqual(EVERYBODY.slice(1));
  });

  test('fails loudly where the desk itself is away, so that the step is run again', async () => {
    const append = async () => {
      throw new DeskError('stale-version', 'somebody writes all the time');
    };
    const busy = { ...desk.ports, cases: { ...desk.ports.cases, append } };
    await expect(resolveLinked(busy, major.id, answer)).rejects.toThrow('somebody writes');
  });
});
