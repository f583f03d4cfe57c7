import { beforeEach, describe, expect, test } from 'vitest';
import { countAutomatic } from '#desk/delivery/count-automatic.ts';
import type { Ports } from '#desk/ports.ts';
import { ANNA, arrive } from '../memory/mail.ts';
import { caseAt, now, opens } from '../memory/stories.ts';
import { type Memory, memory } from '../memory.ts';

let desk: Memory;
beforeEach(async () => {
  desk = memory();
  await opens(desk);
});

let mails = 0;
const counts = (of = caseAt(desk, 0).id, ports: Ports = desk.ports) => {
  mails += 1;
  return countAutomatic(ports, { recipient: ANNA, caseId: of, at: desk.rows.now, mail: `m${mails}` });
};
const alarms = () =>
  desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail' && effect.template === 'mail-stopped');

describe('one automatic mail too many (E10)', () => {
  test('E10 is told to whoever works on the case, once, however many more there are', async () => {
    expect([await counts(), await counts(), await counts()]).toEqual([undefined, undefined, undefined]);
    expect(alarms()).toEqual([]);
    for (let more = 0; more < 5; more += 1) expect(await counts()).toBe('perRecipientAndCaseAnHour');
    expect(alarms().map(({ effect }) => effect)).toMatchObject([
      { to: [expect.stringMatching(/@corp\.example$/)], values: { to: ANNA } },
    ]);
  });

  test('E10 is told once a day for an address, not once for each of its cases', async () => {
    await arrive(desk.ports, { id: 'second@x', subject: 'My monitor' });
    const second = caseAt(desk, 1).id;
    for (let each = 0; each < 4; each += 1) await counts();
    for (let each = 0; each < 4; each += 1) await counts(second);
    expect(alarms()).toHaveLength(1);
    desk.pass(25 * 60);
    for (let each = 0; each < 4; each += 1) await counts(second);
    expect(alarms()).toHaveLength(2);
  });

  test('E10 the telling itself is no mail that counts, and the hour slides on', async () => {
    for (let each = 0; each < 6; each += 1) await counts();
    desk.pass(60);
    expect([await counts(), await counts(), await counts(), await counts()]).toEqual([
      undefined,
      undefined,
      undefined,
      'perRecipientAndCaseAnHour',
    ]);
  });

  test('E10 a crash after the telling tells nobody twice', async () => {
    for (let each = 0; each < 3; each += 1) await counts();
    const keep = () => Promise.reject(new Error('crash'));
    const crashing = { ...desk.ports, automatic: { ...desk.ports.automatic, keep } };
    await expect(counts(undefined, crashing)).rejects.toThrow('crash');
    expect(await counts()).toBe('perRecipientAndCaseAnHour');
    expect(alarms()).toHaveLength(1);
  });
});

describe('what comes from there afterwards (E10, P1)', () => {
  const stop = async () => {
    for (let each = 0; each < 4; each += 1) await counts();
  };
  const books = () => [...desk.rows.ledger.values()].map(({ class: kind, cause }) => cause ?? kind);

  test('E10 begins nothing new within the hour: it waits for a person', async () => {
    await stop();
    await arrive(desk.ports, { id: 'next@x', subject: 'Ticket 17 was opened' });
    expect(books()).toEqual(['opened', 'cap']);
    desk.pass(61);
    await arrive(desk.ports, { id: 'later@x', subject: 'Ticket 18 was opened' });
    expect(books()).toEqual(['opened', 'cap', 'opened']);
  });

  test('E10 and what belongs to a case joins it as ever', async () => {
    await stop();
    const { version } = await now(desk, caseAt(desk, 0).id);
    await arrive(desk.ports, { id: 'reply@x', inReplyTo: 'first@corp.example', text: 'It works.' });
    expect((await now(desk, caseAt(desk, 0).id)).version).toBe(version + 1);
  });

  test('E10 nobody else waits', async () => {
    await stop();
    await arrive(desk.ports, { from: 'bob@corp.example', id: 'bob@x', subject: 'My monitor' });
    expect(books()).toEqual(['opened', 'opened']);
  });
});
