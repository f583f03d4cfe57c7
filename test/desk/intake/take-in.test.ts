import { beforeEach, describe, expect, test } from 'vitest';
import { answerSurvey } from '#desk/case/answer-survey.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { catalogueOf } from '#desk/department.ts';
import { takeIn } from '#desk/intake/take-in.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import type { Ports } from '#desk/ports.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { ANNA, arrive, BOB, rawMail } from '../memory/mail.ts';
import { AGENT, caseAt, newest, now, onlyCase, opens, PROCESS } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const books = () =>
  [...desk.rows.ledger.values()].map(({ class: kind, cause }) => (cause ? `${kind} ${cause}` : kind));
const take = (raw: Uint8Array, key: string) => takeIn(desk.ports, { raw, key });

describe('the books (C3)', () => {
  test('E2 the same event twice is one row; each further copy is a row of its own', async () => {
    const { id } = await opens(desk);
    await arrive(desk.ports, {}, 'raw/first');
    expect(books()).toEqual(['opened']);
    await arrive(desk.ports, {}, 'raw/copy');
    await arrive(desk.ports, {}, 'raw/copy');
    expect(books()).toEqual(['opened', 'duplicate']);
    expect([...desk.rows.ledger.values()].map(({ caseId }) => caseId)).toEqual([id, id]);
    expect(desk.rows.heads.size).toBe(1);
  });

  test('E3 what cannot be read is booked, and kept where it lies', async () => {
    await take(Buffer.from('this is no mail'), 'raw/odd');
    expect([...desk.rows.ledger.values()]).toMatchObject([
      { class: 'suspended', cause: 'unreadable', raw: 'raw/odd' },
    ]);
  });

  const oversized = (from: string) =>
    rawMail({ from, id: 'big@x', text: 'see http://example.com/x '.repeat(6000) });

  test('E3 our own people are told once that a mail was too large', async () => {
    await take(oversized(ANNA), 'raw/1');
    await take(oversized(ANNA), 'raw/1');
    await take(oversized(ANNA), 'raw/2');
    expect(books()).toEqual(['suspended oversized', 'duplicate oversized']);
    expect(desk.rows.outbox.map(({ effect }) => effect)).toMatchObject([
      { template: 'oversized', to: [ANNA] },
    ]);
  });

  test('P19 strangers are not told: they may not be who they say', async () => {
    await take(oversized('joe@small.example'), 'raw/1');
    expect(desk.rows.outbox).toEqual([]);
  });

  test.each([
    ['spam', { spam: 'FAIL' }, 'suspended spam'],
    ['a virus', { virus: 'FAIL' }, 'suspended virus'],
    ['one who says to be one of us', { dmarc: 'fail' }, 'suspended spoof'],
    ['our own mail', { headers: ['X-Desk-Loop: desk.example'] }, 'suppressed own-loop'],
    ['a machine', { headers: ['Auto-Submitted: auto-generated'] }, 'suspended auto'],
    ['a newsletter', { headers: ['List-Unsubscribe: <mailto:x@x>', 'Precedence: bulk'] }, 'suspended bulk'],
  ] as const)('E4, E6 %s has a row with its cause, no case and no answer', async (_, written, row) => {
    await arrive(desk.ports, written);
    expect(books()).toEqual([row]);
    expect([desk.rows.heads.size, desk.rows.outbox.length]).toEqual([0, 0]);
  });
});

describe('which case a mail joins (E8)', () => {
  test('E8.3 the answer to somebody’s own earlier mail, where they take part', async () => {
    await opens(desk);
    await arrive(desk.ports, { id: 'second@corp.example', inReplyTo: 'first@corp.example' });
    expect(onlyCase(desk).version).toBe(2);
  });

  test('E8.3 also where the earlier mail came through a reply address', async () => {
    const { id } = await opens(desk);
    await arrive(desk.ports, { id: 'second@corp.example', to: [replyAddress(FRONT_DOOR, id, KEY)] });
    await arrive(desk.ports, { id: 'third@corp.example', inReplyTo: 'second@corp.example' });
    expect(onlyCase(desk).version).toBe(3);
  });

  test('P4 a stranger who names it gets a case of their own, with a hint for agents', async () => {
    const { id } = await opens(desk);
    await arrive(desk.ports, { from: 'eve@other.example', id: 'eve@x', inReplyTo: 'first@corp.example' });
    expect(caseAt(desk, 1).facts).toEqual({ maybeRelated: id });
    expect(caseAt(desk, 0).version).toBe(1);
  });

  test('P4 and so does somebody who only says to be the requester', async () => {
    await opens(desk, { from: 'joe@small.example' });
    await arrive(desk.ports, {
      from: 'joe@small.example',
      dmarc: 'none',
      id: '2@x',
      inReplyTo: 'first@corp.example',
    });
    expect(desk.rows.heads.size).toBe(2);
  });

  test('E8 what a participant passes on is a new matter', async () => {
    await opens(desk);
    await arrive(desk.ports, { id: '2@x', subject: 'Fwd: My laptop', references: ['first@corp.example'] });
    expect(desk.rows.heads.size).toBe(2);
  });

  test('E8 the same subject alone joins nothing', async () => {
    await opens(desk);
    await arrive(desk.ports, { id: '2@x', subject: 'Re: My laptop' });
    expect(desk.rows.heads.size).toBe(2);
    expect(caseAt(desk, 1).facts).toEqual({});
  });

  /** A reply while the case is closed for good by a press of the button. */
  async function overtaken(departments = DEPARTMENTS) {
    const { id } = await opens(desk);
    await resolveCase(desk.ports, id, PROCESS, { outcome: 'solved' });
    let looks = 0;
    const find: Ports['cases']['find'] = async (wanted) => {
      looks += 1;
      if (looks === 2) await answerSurvey(desk.ports, id, true);
      return desk.ports.cases.find(wanted);
    };
    const catalogue = catalogueOf(departments);
    const racing = { ...desk.ports, catalogue, cases: { ...desk.ports.cases, find } };
    await arrive(racing, { id: '2@x', inReplyTo: 'first@corp.example', text: 'The screen is blue again.' });
    return id;
  }

  test('V1 a case that is closed while the reply is on its way is opened again by it', async () => {
    await overtaken();
    expect(onlyCase(desk)).toMatchObject({ status: 'open', stage: 'reopened' });
    expect(books()).toEqual(['opened', 'appended']);
  });

  test('V1 and where its department opens nothing again the reply is a case of its own', async () => {
    const id = await overtaken(DEPARTMENTS.map(({ reopen: _never, ...department }) => department));
    expect(caseAt(desk, 0).status).toBe('closed');
    expect(caseAt(desk, 1).facts).toEqual({ maybeRelated: id });
    expect(books()).toEqual(['opened', 'opened']);
  });
});

describe('mail from the desk’s own domain (C6)', () => {
  const own = { from: 'Payroll@Desk.example', id: 'own@desk.example', text: 'Please begin again.' };

  test('C6 opens nothing, is answered nothing and waits for a person', async () => {
    await arrive(desk.ports, own);
    expect(books()).toEqual(['suspended own-domain']);
    expect([desk.rows.heads.size, desk.rows.outbox.length]).toEqual([0, 0]);
  });

  test.each(['open', 'waiting', 'resolved', 'closed'] as const)(
    'C6 is a note on a case that is %s, and changes nothing of it',
    async (state) => {
      const { id } = await opens(desk);
      const message = { body: 'b', visibility: 'public', waitForReply: true } as const;
      if (state === 'waiting') await sendMessage(desk.ports, id, AGENT, message);
      if (state === 'resolved' || state === 'closed')
        await resolveCase(desk.ports, id, PROCESS, { outcome: 'solved' });
      if (state === 'closed') await answerSurvey(desk.ports, id, true);
      const { version, ...before } = await now(desk, id);
      expect(before.status).toBe(state);
      desk.pass(30);
      const left = desk.rows.outbox.length;
      await arrive(desk.ports, { ...own, to: [replyAddress(FRONT_DOOR, id, KEY)] });
      expect(await now(desk, id)).toEqual({ ...before, version: version + 1 });
      expect(newest(desk, id).names).toEqual(['MessageReceived']);
      expect(desk.rows.outbox).toHaveLength(left);
      expect(books().at(-1)).toBe('appended own-domain');
    },
  );
});

test('where the front door shares the company’s domain, its people are heard, and it takes no part itself', async () => {
  const settings = { ...desk.ports.settings, frontDoor: 'help@corp.example' };
  await arrive({ ...desk.ports, settings }, { to: ['help@corp.example', 'Help+x@corp.example', BOB, ANNA] });
  expect(onlyCase(desk).participants).toEqual([BOB]);
  expect(desk.rows.outbox.map(({ effect }) => effect)).toContainEqual(
    expect.objectContaining({ template: 'acknowledgement', to: [ANNA] }),
  );
});
