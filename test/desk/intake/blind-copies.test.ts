import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { sendMessage } from '#desk/case/send-message.ts';
import { replyAddress } from '#desk/intake/tokens.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import { ANNA, arrive, BOB, type Written } from '../memory/mail.ts';
import { AGENT, eventsOf, now } from '../memory/stories.ts';
import { FRONT_DOOR, KEY, type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const DEPARTMENTS = ['it', 'facilities', 'hr', 'legal'] as const;
type Id = (typeof DEPARTMENTS)[number];
const BLIND: Written = {
  to: ['carl@elsewhere.example'],
  subject: 'A matter of several',
  text: 'My laptop shows a blue screen and restarts.',
};

/** One delivery of the mail: its envelope names these departments, and no header does. */
const copy = (departments: readonly Id[], more: Written = {}, key = `mail/${departments.join('+')}`) =>
  arrive(
    desk.ports,
    { ...BLIND, envelope: departments.map((id) => `help+${id}@desk.example`), ...more },
    key,
  );
const all = (): Case[] => [...desk.rows.heads.values()];
const alone = () => all().filter(({ parent }) => parent === undefined);
const books = () => [...desk.rows.ledger.values()].map(({ class: kind }) => kind).sort();
const mails = () =>
  desk.rows.outbox.flatMap(({ effect }) =>
    effect.kind === 'mail' && effect.to.includes(ANNA) ? [effect.template] : [],
  );
const whole = () => alone().find(({ children }) => children !== undefined) ?? expect.fail('no whole');
/** Which departments have a part of the whole, as they were written to; legal’s and HR’s words lie with people in triage. */
const parts = () =>
  Object.keys(whole().children ?? {})
    .map((ref) => desk.rows.tasks.get(ref)?.name.replace('Wait for ', '') ?? '')
    .sort();
const NAMES: Readonly<Record<Id, string>> = {
  it: 'IT',
  facilities: 'Facilities',
  hr: 'Human Resources',
  legal: 'Legal and Compliance',
};

describe('a mail of which several departments get a blind copy (E17, P6)', () => {
  test('E17 delivered once for all of them it is one matter with a part for each', async () => {
    await copy(['it', 'facilities']);
    expect(parts()).toEqual(['Facilities', 'IT']);
    expect(mails()).toEqual(['acknowledgement']);
  });

  test('E17 delivered to each by itself it is the same: the case of the first becomes a part, as it stands', async () => {
    await copy(['it']);
    const [first] = all();
    desk.pass(5);
    await copy(['facilities']);
    expect(parts()).toEqual(['Facilities', 'IT']);
    const part = await now(desk, first?.id ?? '');
    expect(part).toMatchObject({ execution: first?.execution, parent: { caseId: whole().id, depth: 1 } });
    expect(Object.keys(part.clocks)).toEqual(Object.keys(first?.clocks ?? {}));
    expect([mails(), books()]).toEqual([['acknowledgement'], ['appended', 'opened']]);
    expect(whole()).toMatchObject({ department: 'triage', clocks: {}, requester: { address: ANNA } });
  });

  test('E17 is confidential as soon as a part of it is, whichever came first', async () => {
    await copy(['it', 'facilities']);
    expect(whole().confidential).toBe(false);
    await copy(['hr']);
    expect([whole().confidential, parts()]).toEqual([true, ['Facilities', 'Human Resources', 'IT']]);
    desk = memory();
    await copy(['hr']);
    await copy(['it']);
    expect(whole().confidential).toBe(true);
    expect(all().find(({ department }) => department === 'it')?.confidential).toBe(false);
  });

  test('E17 a reply to the number that its requester knows is said to every open part', async () => {
    await copy(['it']);
    const [first] = all();
    await copy(['facilities']);
    await arrive(desk.ports, {
      id: 'reply@x',
      to: [replyAddress(FRONT_DOOR, first?.id ?? '', KEY)],
      text: 'It happened again this morning.',
    });
    const said = (of: Case) => eventsOf(desk, of.id).filter(({ type }) => type === 'MessageReceived').length;
    expect(all().map(said)).toEqual([1, 1, 1]);
  });

  test('E17 an answer that the first part waits for is its own, and nobody else hears it as a reply', async () => {
    await copy(['it']);
    const [first] = all();
    await copy(['facilities']);
    const part = first?.id ?? '';
    await sendMessage(desk.ports, part, AGENT, { body: 'b', visibility: 'public', waitForReply: true });
    const to = [replyAddress(FRONT_DOOR, part, KEY)];
    await arrive(desk.ports, { id: 'answer@x', to, text: 'The one by the window.' });
    expect(await now(desk, part)).toMatchObject({ status: 'open', stage: 'answered' });
    expect((await now(desk, whole().id)).version).toBe(1);
  });

  test('E17 is resolved once its parts are, and its requester is told once', async () => {
    await copy(['it']);
    await copy(['facilities']);
    for (const part of all().filter(({ parent }) => parent !== undefined))
      await resolveCase(desk.ports, part.id, AGENT, { outcome: 'done', text: `Done by ${part.department}.` });
    for (const { caseId, effect } of [...desk.rows.outbox])
      if (effect.kind === 'wake') await lookAtCase(desk.ports, effect.child ?? caseId);
    expect(await now(desk, whole().id)).toMatchObject({ status: 'resolved', outcome: 'done' });
    expect(mails()).toEqual(['acknowledgement', 'resolved']);
  });

  test('E17 whose first part is over opens a case of its own, which knows of the other', async () => {
    await copy(['it']);
    const [first] = all();
    await resolveCase(desk.ports, first?.id ?? '', AGENT, { outcome: 'solved' });
    await copy(['facilities'], {}, 'mail/2');
    await copy(['facilities'], {}, 'mail/2');
    expect(alone()).toHaveLength(2);
    expect(alone().at(-1)).toMatchObject({ facts: { maybeRelated: first?.id } });
    expect(books()).toEqual(['opened', 'opened']);
  });

  test('E8 a reply with a blind copy to others begins a matter with them, whichever copy comes first', async () => {
    await arrive(desk.ports, {});
    const reply = { id: 'r@x', references: ['first@corp.example'], subject: 'Re: My laptop' };
    await copy([], { ...reply, envelope: ['help@desk.example'] }, 'mail/1');
    await copy(['facilities'], reply, 'mail/2');
    await copy(['facilities'], reply, 'mail/2');
    expect(books()).toEqual(['appended', 'opened', 'opened']);
    expect(alone().map(({ facts }) => facts.maybeRelated)).toEqual([undefined, alone()[0]?.id]);
  });

  test.each<[string, Written]>([
    ['somebody else', { from: BOB }],
    ['nobody who was made sure of', { dmarc: 'none' }],
    ['a machine', { headers: ['Auto-Submitted: auto-replied'] }],
    ['a virus', { virus: 'FAIL' }],
  ])('P4 what knows its Message-ID and comes from %s asks nobody', async (_who, more) => {
    await copy(['it']);
    await copy(['hr'], more);
    expect(all()).toHaveLength(1);
    expect(books()).toEqual(['duplicate', 'opened']);
  });

  test('rows 13 and 14 of somebody in distress is heard by people of care alone', async () => {
    for (const id of DEPARTMENTS) await copy([id], { text: 'I do not want to live any more.' });
    expect(all().map(({ department }) => department)).toEqual(['care']);
  });

  test('E17 has one part for each department, however its copies are cut, ordered, repeated and raced', async () => {
    const some = fc.subarray([...DEPARTMENTS], { minLength: 1 });
    const plan = fc.array(fc.tuple(some, fc.boolean()), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(plan, async (copies) => {
        desk = memory();
        let racing: Promise<unknown>[] = [];
        for (const [at, [departments, waits]] of [...copies, ...copies.toReversed()].entries()) {
          const key = `mail/${Math.min(at, 2 * copies.length - 1 - at)}`;
          racing.push(copy(departments, {}, key));
          if (!waits) continue;
          await Promise.all(racing);
          racing = [];
        }
        await Promise.all(racing);
        const named = [...new Set(copies.flatMap(([departments]) => departments))];
        expect(alone()).toHaveLength(1);
        if (named.length === 1) expect(all()).toHaveLength(1);
        else {
          expect(parts()).toEqual(named.map((id) => NAMES[id]).sort());
          expect(all()).toHaveLength(named.length + 1);
          expect(whole().confidential).toBe(all().some(({ confidential }) => confidential));
        }
        expect(mails()).toEqual(['acknowledgement']);
        // Each object that came has one row.
        expect(desk.rows.ledger.size).toBe(copies.length);
        expect(books().filter((kind) => kind === 'opened')).toHaveLength(1);
      }),
      { numRuns: 40, seed: 20260302 },
    );
  });
});
