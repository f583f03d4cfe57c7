import { beforeEach, describe, expect, test } from 'vitest';
import { releaseMail } from '#desk/intake/release.ts';
import { ANNA, arrive, type Written } from '../memory/mail.ts';
import { type Memory, MONDAY, memory } from '../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const DAY = 24 * 60;
const row = () => [...desk.rows.ledger.values()][0] ?? expect.fail('nothing is in the books');
const rows = () => [...desk.rows.ledger.values()].map(({ class: kind, cause }) => [kind, cause]);
const release = (by = 'ed@corp.example') => releaseMail(desk.ports, row().key, by, 'Anna called');
const why = async (asked: Promise<unknown>) =>
  asked.then(
    () => 'let in',
    ({ message }: Error) => message,
  );
const acks = () => desk.rows.outbox.filter(({ effect }) => effect.kind === 'mail');
const opened = () => [...desk.rows.heads.values()][0] ?? expect.fail('no case');

/** Whatever left to be taken in is taken in, as often as it is told. */
async function intake(written: Written, times = 1): Promise<void> {
  for (let i = 0; i < times; i += 1)
    for (const { effect } of desk.rows.outbox)
      if (effect.kind === 'take-in') await arrive(desk.ports, written, effect.raw);
}

describe('a suspended mail a person lets in (E4, P20)', () => {
  test.each<[string, Written, boolean]>([
    ['spam', { spam: 'FAIL' }, true],
    ['spoof', { dmarc: 'none' }, false],
    ['auth-failed', { from: 'bo@elsewhere.example', dmarc: 'fail' }, false],
    ['auto', { headers: ['Auto-Submitted: auto-generated'] }, false],
    ['bulk', { headers: ['Precedence: list', 'List-Id: <news.corp.example>'] }, false],
  ])('P20 that was suspended for %s is a case with its original time', async (cause, written, answered) => {
    await arrive(desk.ports, written);
    expect(row()).toMatchObject({ class: 'suspended', cause });
    desk.pass(3 * DAY);
    await release();
    await intake(written);
    expect(rows()).toEqual([['opened', undefined]]);
    expect(row(), 'both facts').toMatchObject({
      at: MONDAY,
      released: { by: 'ed@corp.example', cause, arrived: MONDAY, reason: 'Anna called' },
    });
    const { openedAt, clocks, verified } = opened();
    expect(openedAt).toBe(MONDAY);
    for (const clock of Object.values(clocks)) expect(JSON.stringify(clock)).toContain(MONDAY);
    expect(verified, 'nobody is authenticated by being let in').toBe(
      cause !== 'spoof' && cause !== 'auth-failed',
    );
    expect(acks(), 'who is not authenticated is written nothing').toHaveLength(answered ? 1 : 0);
  });

  test('P20 twice is once, whoever comes second, and however often its object is told of', async () => {
    await arrive(desk.ports, { spam: 'FAIL' });
    const first = await release();
    expect(await release('flo@corp.example')).toEqual(first);
    expect(desk.rows.outbox.filter(({ effect }) => effect.kind === 'take-in')).toHaveLength(1);
    await intake({ spam: 'FAIL' }, 3);
    expect(desk.rows.heads.size).toBe(1);
    expect(rows()).toEqual([['opened', undefined]]);
    expect(await release('flo@corp.example')).toMatchObject({ class: 'opened', released: first.released });
    // Another copy of it is a copy.
    await arrive(desk.ports, { spam: 'FAIL' }, 'raw/second');
    expect(rows()).toContainEqual(['duplicate', undefined]);
    expect(desk.rows.heads.size).toBe(1);
  });

  test('P20 that answers a case joins it now, and the row says when it came', async () => {
    await arrive(desk.ports, {});
    const reply = {
      id: 'second@corp.example',
      references: ['first@corp.example'],
      spam: 'FAIL',
      text: 'And?',
    } as const;
    await arrive(desk.ports, reply);
    desk.pass(DAY);
    const kept = [...desk.rows.ledger.values()].find(({ class: kind }) => kind === 'suspended');
    await releaseMail(desk.ports, kept?.key ?? '', ANNA, 'a colleague');
    await intake(reply);
    expect(desk.rows.heads.size).toBe(1);
    const said = desk.rows.commits
      .get(opened().id)
      ?.at(-1)
      ?.events.find(({ type }) => type === 'MessageReceived');
    expect(said?.at).toBe(desk.rows.now);
    expect(desk.rows.ledger.get(kept?.key ?? '')).toMatchObject({
      class: 'appended',
      released: { arrived: MONDAY },
    });
  });

  test('P20 is refused after 14 days with a sentence, and stays in the books', async () => {
    await arrive(desk.ports, { spam: 'FAIL' });
    desk.pass(14 * DAY + 1);
    expect(await why(release())).toMatch(/could be let in for 14 days, until 2026-03-16/);
    expect(row()).toMatchObject({ class: 'suspended', cause: 'spam' });
    expect(desk.rows.outbox).toEqual([]);
  });

  test.each<[string, Written]>([
    ['virus', { virus: 'FAIL' }],
    ['own-domain', { from: 'someone@desk.example' }],
    ['no-sender', { headers: ['From: <two@corp.example>'] }],
    ['bounce', { from: 'mailer-daemon@elsewhere.example', subject: 'Undelivered Mail Returned to Sender' }],
  ])('E4 that was suspended for %s is never let in', async (cause, written) => {
    await arrive(desk.ports, written);
    expect(row()).toMatchObject({ class: 'suspended', cause });
    expect(await why(release())).toMatch(/cannot be let in: /);
    expect(row().released).toBeUndefined();
  });

  test('a mail that was taken in, and one that never came, are no suspended mails', async () => {
    await arrive(desk.ports, {});
    expect(await why(release())).toBe('there is no such suspended mail');
    expect(await why(releaseMail(desk.ports, 'none', ANNA, 'x'))).toBe('there is no such suspended mail');
  });

  test('E16 that fails again is a dead letter, and let in all the same once it is sent again', async () => {
    const { deadLetter } = await import('#desk/intake/dead-letter.ts');
    const { rawMail } = await import('../memory/mail.ts');
    await arrive(desk.ports, { spam: 'FAIL' });
    await release();
    await deadLetter(desk.ports, { key: 'raw/first', raw: rawMail({ spam: 'FAIL' }) }, new TypeError('x'));
    expect(rows()).toEqual([['dead-lettered', 'TypeError']]);
    await intake({ spam: 'FAIL' });
    expect(rows()).toEqual([['opened', undefined]]);
  });
});
