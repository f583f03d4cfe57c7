import { beforeEach, describe, expect, test } from 'vitest';
import { PER_SOURCE, takeOne } from '#desk/intake/web/allowance.ts';
import { confirmRequest, receiveUnconfirmed, unconfirmed } from '#desk/intake/web/confirm.ts';
import { openRequest } from '#desk/intake/web/open-request.ts';
import { announce, announcedBy, uploadKey } from '#desk/intake/web/upload.ts';
import { linkOf } from '#desk/task/link.ts';
import { arrive } from '../../memory/mail.ts';
import { caseAt, eventsOf, refusalOf } from '../../memory/stories.ts';
import { KEY, type Memory, memory } from '../../memory.ts';

let desk: Memory;
beforeEach(() => {
  desk = memory();
});

const GUEST = 'guest@else.example';
const words = { address: GUEST, subject: 'Laptop', text: 'My laptop shows a blue screen and restarts.' };
const sends = (key: string, more: Partial<typeof words> & Readonly<Record<string, unknown>> = {}) =>
  receiveUnconfirmed(desk.ports, { ...words, ...more }, key);
const mails = () => desk.rows.outbox.flatMap(({ effect }) => (effect.kind === 'mail' ? [effect] : []));
const link = (at = 0) => linkOf(KEY, 'confirm', mails()[at]?.values?.ref ?? '', GUEST);
const books = () => [...desk.rows.ledger.values()].map(({ class: kind, cause }) => [kind, cause]);

describe('a request without a token', () => {
  test('is no case and one mail without its words, until its address confirms it, once', async () => {
    expect(await sends('a'.repeat(64))).toEqual({ status: 'confirm' });
    expect(await sends('a'.repeat(64))).toEqual({ status: 'confirm' });
    expect(desk.rows.heads.size).toBe(0);
    expect(mails()).toMatchObject([{ to: [GUEST], template: 'confirm-address' }]);
    expect(JSON.stringify([mails(), ...desk.rows.ledger.values()])).not.toMatch(/laptop/i);
    expect(books()).toEqual([['suspended', 'unconfirmed']]);
    const opened = await confirmRequest(desk.ports, link());
    expect(opened).toMatchObject({ channel: 'web', verified: true, requester: { address: GUEST } });
    expect((await confirmRequest(desk.ports, link())).id).toBe(opened.id);
    expect(books()).toEqual([
      ['suspended', 'unconfirmed'],
      ['opened', undefined],
    ]);
  });

  test('fills no mailbox: three mails a day, and the answer is the same', async () => {
    for (let i = 0; i < 20; i += 1)
      expect(await sends(`${i}`.padStart(64, '0'))).toEqual({ status: 'confirm' });
    expect(mails()).toHaveLength(3);
    expect(books().filter(([, cause]) => cause === 'unconfirmed-cap')).toHaveLength(17);
    desk.pass(24 * 60 + 1);
    await sends('b'.repeat(64));
    expect(mails()).toHaveLength(4);
  });

  test('is not opened by any other link: of another purpose, address or request, changed, or a day old', async () => {
    await sends('a'.repeat(64));
    const ref = mails()[0]?.values?.ref ?? '';
    const others = [
      linkOf(KEY, 'answer', ref, GUEST),
      linkOf(KEY, 'confirm', ref, 'other@else.example'),
      linkOf(KEY, 'confirm', '0'.repeat(26), GUEST),
      linkOf({ id: 'x', secret: Buffer.from('another secret') }, 'confirm', ref, GUEST),
      `${link()}x`,
      ref,
      '',
      '../messages/x.y',
    ];
    for (const other of others)
      expect(await refusalOf(confirmRequest(desk.ports, other))).toBe('case-not-found');
    await unconfirmed(desk.ports, link());
    desk.pass(24 * 60 + 1);
    expect(await refusalOf(confirmRequest(desk.ports, link()))).toBe('case-not-found');
    expect(desk.rows.heads.size).toBe(0);
  });

  test('is corrected before anything is kept or sent', async () => {
    expect(await refusalOf(sends('a'.repeat(64), { service: 'hr/nothing' }))).toBe('invalid');
    expect([desk.rows.outbox, [...desk.rows.ledger], [...desk.rows.bodies]]).toEqual([[], [], []]);
  });

  test('of distress is heard at once, unverified, and its address is written nothing (row 14)', async () => {
    const taken = await sends('a'.repeat(64), { subject: 'please', text: 'I want to kill myself.' });
    expect(taken.status).toBe('received');
    expect(caseAt(desk, 0)).toMatchObject({ kind: 'care', verified: false });
    expect(mails().filter(({ to }) => to.includes(GUEST) || to.includes('requester'))).toEqual([]);
    expect(caseAt(desk, 0).body).toMatch(/^restricted\//);
  });

  test('carries what a search did not find (row 10)', async () => {
    await sends('a'.repeat(64), { searchedFor: 'standing desk' });
    expect((await confirmRequest(desk.ports, link())).facts).toMatchObject({ searchedFor: 'standing desk' });
  });
});

test('what one source may do is counted within the hour', async () => {
  const taken = [];
  for (let i = 0; i <= PER_SOURCE.most; i += 1) taken.push(await takeOne(desk.ports, 'source#x', PER_SOURCE));
  expect(taken.filter(Boolean)).toHaveLength(PER_SOURCE.most);
  expect(await takeOne(desk.ports, 'source#y', PER_SOURCE)).toBe(true);
  desk.pass(61);
  expect(await takeOne(desk.ports, 'source#x', PER_SOURCE)).toBe(true);
});

describe('files of a form', () => {
  const KEY64 = 'c'.repeat(64);
  const how = { channel: 'web', verified: true, key: KEY64 } as const;
  const file = async (name: string, content: string) => {
    const { file: announced, upload } = await announce(desk.ports, {
      name,
      type: 'text/plain',
      bytes: content.length,
    });
    desk.rows.files.set(uploadKey(announced), Buffer.from(content));
    return upload;
  };

  test('are named by words only we can make, each once', async () => {
    const word = await file('a.txt', 'a');
    expect(await announcedBy(desk.ports, [word])).toMatchObject([{ name: 'a.txt', bytes: 1 }]);
    const forged = `${Buffer.from('["../messages/x","a","text/plain",1]').toString('base64url')}.${word.split('.')[1]}`;
    for (const odd of [[forged], [`${word}x`], [''], ['a.b'], [word, word]])
      expect(await refusalOf(announcedBy(desk.ports, odd))).toBe('invalid');
  });

  test.each([
    ['run.exe', 1],
    ['a.pdf', 26 * 1024 * 1024],
    ['a.pdf', 0],
    ['a.pdf', 1.5],
  ])('%s of %s bytes is refused before it is sent', async (name, bytes) => {
    expect(await refusalOf(announce(desk.ports, { name, type: 'x/y', bytes }))).toBe('invalid');
  });

  test('lie under the hash of their content in the folder of the request, with clean names', async () => {
    const files = await announcedBy(desk.ports, [
      await file('..\\a/b\u202e.txt', 'same'),
      await file('c.txt', 'same'),
    ]);
    await openRequest(desk.ports, { ...words, files }, how);
    const [body] = [...desk.rows.bodies.values()];
    expect(body?.attachments?.map(({ name }) => name)).toEqual(['b.txt', 'c.txt']);
    expect(new Set(body?.attachments?.map(({ key }) => key)).size).toBe(1);
    expect(body?.attachments?.[0]?.key).toMatch(new RegExp(`^attachments/${KEY64}/[0-9a-f]{64}$`));
  });

  test('that never came, or that the department does not take, are refused by their place', async () => {
    const lost = { ref: '0'.repeat(26), name: 'a.txt', type: 'text/plain', bytes: 1 };
    expect(await refusalOf(openRequest(desk.ports, { ...words, files: [lost] }, how))).toBe('invalid');
    const pay = { ...words, subject: 'Salary', text: 'my salary is wrong this month, overtime is missing' };
    const [zip] = await announcedBy(desk.ports, [await file('a.zip', 'a')]);
    expect(await refusalOf(openRequest(desk.ports, { ...pay, files: zip ? [zip] : [] }, how))).toBe(
      'invalid',
    );
    expect(desk.rows.heads.size).toBe(0);
  });
});

test('the same words by mail, on the web and by telephone are cases equal but for channel and ids (row 2)', async () => {
  const anna = { ...words, address: 'anna@corp.example' };
  await arrive(desk.ports, { subject: words.subject, text: words.text });
  const web = await openRequest(desk.ports, anna, { channel: 'web', verified: true, key: '1'.repeat(64) });
  const phone = await openRequest(desk.ports, anna, {
    channel: 'phone',
    verified: true,
    key: '2'.repeat(64),
  });
  const bare = (id: string) => {
    const {
      id: _i,
      reference: _r,
      body: _b,
      channel: _c,
      firstMessageId: _f,
      lastMessageId: _l,
      execution: _e,
      ...rest
    } = desk.rows.heads.get(id) ?? expect.fail('no case');
    const events = eventsOf(desk, id).map(({ type }) => type);
    return { ...rest, events };
  };
  const [mail] = [...desk.rows.heads.keys()];
  expect(bare(web.id)).toEqual(bare(mail ?? ''));
  expect(bare(phone.id)).toEqual(bare(mail ?? ''));
});
