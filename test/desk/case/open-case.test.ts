import { beforeEach, describe, expect, test } from 'vitest';
import { executionName } from '#desk/case/open-case.ts';
import { isReference, referenceOf } from '#desk/case/reference.ts';
import { ANNA, arrive, BOB } from '../memory/mail.ts';
import { caseAt, eventsOf, newest, now, onlyCase, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

describe('a mail that becomes a case', () => {
  test('row 3 lies with the department its words speak for, and follows its process', async () => {
    const opened = await opens(desk);
    expect(opened).toMatchObject({
      department: 'it',
      service: 'workplace-incident',
      process: 'incident',
      version: 1,
    });
    const execution = executionName(opened.id, 'it-incident', 1);
    expect(opened).toMatchObject({ execution, attempt: 1 });
    expect(newest(desk, opened.id).effects).toContainEqual({
      kind: 'start',
      id: `${opened.id}-1-start`,
      process: 'it-incident',
      execution,
    });
  });

  test('E11 is acknowledged in that same write, once', async () => {
    const { id } = await opens(desk);
    const mails = desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail');
    expect(mails).toMatchObject([{ caseId: id, effect: { template: 'acknowledgement', to: [ANNA] } }]);
  });

  test('L1 has its promises counting from the moment it arrived', async () => {
    const { clocks, wakeAt, dueAt } = await opens(desk);
    expect(Object.keys(clocks)).toEqual(['firstResponse', 'resolution']);
    // One hour and eight hours of IT's opening time; the first warning at 75 % of one hour.
    expect(dueAt).toBe('2026-03-02T10:00:00.000Z');
    expect(wakeAt).toBe('2026-03-02T09:45:00.000Z');
  });

  test('row 3 goes to triage with a clock of its own and no process when nothing speaks for a department', async () => {
    const opened = await opens(desk, { subject: 'zxcv qwer', text: 'blargh fnord wibble' });
    expect(opened).toMatchObject({ department: 'triage', routing: { reason: 'no-rule-matched' } });
    expect(opened.execution).toBeUndefined();
    expect(opened.clocks.triage?.target).toBe(3600);
    expect(newest(desk, opened.id).effects.map(({ kind }) => kind)).toEqual(['mail']);
  });

  test('A10 the dates it names are facts, so that an approver sees them without the words around', async () => {
    const text = 'I would like to take parental leave from 2026-06-01 until 2026-09-01, please.';
    const opened = await opens(desk, { subject: 'Parental leave', text });
    expect(opened).toMatchObject({ department: 'hr', confidential: true });
    expect(Object.values(opened.facts)).toEqual(['2026-06-01', '2026-09-01']);
  });

  test('row 60 colleagues in copy take part; people outside and the front door do not', async () => {
    const opened = await opens(desk, { to: ['help@desk.example', BOB, 'eve@other.example'] });
    expect(opened.participants).toEqual([BOB]);
  });

  test('E4 from somebody nobody authenticated is heard and not answered', async () => {
    const opened = await opens(desk, {
      from: 'joe@small.example',
      dmarc: 'none',
      to: ['help@desk.example', BOB],
    });
    expect(opened).toMatchObject({ verified: false, participants: [] });
    expect(newest(desk, opened.id).effects.map(({ kind }) => kind)).toEqual(['start']);
  });

  test('row 2 keeps the words outside the table, and the raw mail beside them', async () => {
    const opened = await opens(desk, { text: 'My laptop shows a blue screen.' });
    expect(await desk.ports.bodies.get(opened.body)).toEqual({
      text: 'My laptop shows a blue screen.',
      raw: 'raw/first',
      original: expect.stringMatching(/^originals\/[0-9a-f]{64}$/),
    });
    expect(JSON.stringify([...desk.rows.commits.values()])).not.toContain('blue screen.');
  });

  test('a subject that is missing or endless is still a subject', async () => {
    await arrive(desk.ports, { subject: '', id: 'a@x' });
    await arrive(desk.ports, { subject: 'x'.repeat(500), id: 'b@x' });
    expect(caseAt(desk, 0).subject).toBe('(no subject)');
    expect(caseAt(desk, 1).subject).toHaveLength(200);
  });
});

describe('the reference people say', () => {
  test('is made from the case id and checks itself', async () => {
    const { id, reference } = await opens(desk);
    expect(reference).toBe(referenceOf('IT', id));
    expect(isReference(reference)).toBe(true);
    expect(await desk.ports.cases.findByReference(reference)).toBe(id);
  });

  test('a wrong letter or two swapped ones are noticed', async () => {
    const { reference } = await opens(desk);
    const letters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
    const said = [...reference];
    const wrong = said.flatMap((_, at) =>
      /[0-9A-Z]/.test(said[at] ?? '') && at > 2
        ? letters
            .filter((letter) => letter !== said[at])
            .map((letter) => said.toSpliced(at, 1, letter).join(''))
        : [],
    );
    const unnoticed = wrong.filter(isReference);
    expect(unnoticed.length / wrong.length).toBeLessThan(0.005);
    expect(isReference(reference.replace(/-(.)(.)/, (whole, a, b) => (a === b ? whole : `-${b}${a}`)))).toBe(
      reference[3] === reference[4],
    );
  });

  test('two cases that come to the same one get two: the second takes a new id', async () => {
    const first = await opens(desk);
    const taken = desk.ports.ids.caseId();
    desk.rows.references.set(referenceOf('IT', taken), first.id);
    desk.rows.ids -= 1;
    const second = await opens(desk, { id: 'second@corp.example' });
    expect(second.id).not.toBe(taken);
    expect(await now(desk, second.id)).toMatchObject({ version: 1 });
  });
});

test('everything that opens a case is one commit', async () => {
  const { id } = await opens(desk);
  expect(desk.rows.commits.get(id)).toHaveLength(1);
  expect(eventsOf(desk, id).map(({ type }) => type)).toEqual([
    'CaseOpened',
    'ClockStarted',
    'ClockStarted',
    'ProcessStarted',
    'MessageSent',
  ]);
  expect(onlyCase(desk).automatic).toEqual([desk.rows.now]);
});
