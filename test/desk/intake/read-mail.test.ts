import { describe, expect, test } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import { type Limits, readMail } from '#desk/intake/read-mail.ts';
import { corpus, FRONT_DOOR, read } from '../../mail/corpus.ts';

const HEAD = 'From: anna.berg@corp.example\r\nTo: help@desk.example\r\nMessage-ID: <1@corp.example>\r\n';
const of = (text: string, limits: Partial<Limits> = {}, ours = [FRONT_DOOR]) =>
  readMail(Buffer.from(text), { ours, limits });
const refusal = async (reading: Promise<unknown>) => {
  const thrown: unknown = await reading.catch((error: unknown) => error);
  return thrown instanceof DeskError ? [thrown.code, ...thrown.faults.map(({ pointer }) => pointer)] : thrown;
};
/** The same mail sent another way: other headers in front of it. */
const resent = (name: string, prefix: string) =>
  readMail(Buffer.concat([Buffer.from(prefix), corpus.get(name) ?? Buffer.alloc(0)]), { ours: [FRONT_DOOR] });

describe('the same mail twice (E2)', () => {
  test('E2 another delivery to the same front door has the same key', async () => {
    const first = await read('bcc-desk');
    expect((await resent('bcc-desk', 'X-Hop: 2\r\n')).dedupeKey).toBe(first.dedupeKey);
    expect(first.dedupeKey).toMatch(/^[0-9a-f]{64}$/);
  });

  test('E2 a delivery to another front door of ours has another key', async () => {
    const ours = [FRONT_DOOR, 'hr@desk.example'];
    const to = (door: string) => of(`${HEAD.replace('help@desk.example', door)}\r\nhello`, {}, ours);
    expect((await to('hr@desk.example')).dedupeKey).not.toBe((await to('help@desk.example')).dedupeKey);
  });

  test('E2 who else received it makes no difference', async () => {
    const cc = await of(`${HEAD}Cc: bob@corp.example\r\n\r\nhello`);
    expect(cc.dedupeKey).toBe((await of(`${HEAD}\r\nhello`)).dedupeKey);
  });

  test('E2 without a Message-ID the content tells: From, Date, Subject, body', async () => {
    const head = HEAD.replace(/Message-ID.*\r\n/, '');
    const key = async (text: string) => (await of(text)).dedupeKey;
    const base = await key(`${head}Subject: a\r\nDate: Tue, 3 Mar 2026 09:00:00 +0100\r\n\r\nhello  there`);
    expect(
      await key(`${head}Subject: a\r\nDate: Tue, 3 Mar 2026 08:00:00 +0000\r\n\r\nhello\r\nthere\r\n`),
    ).toBe(base);
    expect(
      await key(`${head}Subject: b\r\nDate: Tue, 3 Mar 2026 09:00:00 +0100\r\n\r\nhello  there`),
    ).not.toBe(base);
    expect(await key(`${head}Subject: a\r\nDate: Tue, 3 Mar 2026 09:00:00 +0100\r\n\r\nbye`)).not.toBe(base);
  });
});

describe('limits (E3)', () => {
  const parts = (count: number) =>
    `${HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(count)}--b--\r\n`;

  const over: [string, string, string, Partial<Limits>][] = [
    ['total', '25 MB', `${HEAD}\r\nhello`, { total: 50 }],
    ['header', '64 KiB of headers', `${HEAD}X-Long: ${'x'.repeat(66_000)}\r\n\r\nhello`, {}],
    ['parts', '100 parts', parts(100), {}],
    ['lines', 'a million lines', `${HEAD}\r\n${'\n'.repeat(1_000_000)}`, {}],
    [
      'links',
      '5000 links',
      `${HEAD}Content-Type: text/html\r\n\r\n${'<a href="https://a.example">x</a>'.repeat(5001)}`,
      {},
    ],
    ['links', '5000 links in plain text', `${HEAD}\r\n${'https://a.example '.repeat(5001)}`, {}],
  ];
  test.each(over)('E3 %s: more than %s is refused by name', async (limit, _, text, limits) => {
    expect(await refusal(of(text, limits))).toEqual(['too-large', `/${limit}`]);
  });

  test('E3 99 parts in one multipart are read', async () => {
    expect((await of(parts(99))).text.split('\n').filter(Boolean)).toHaveLength(99);
  });

  test('E3 the rest of an endless text becomes a file, so nothing is lost', async () => {
    const long = 'word '.repeat(120_000);
    const { text, attachments } = await of(`${HEAD}\r\n${long}`);
    expect(text).toHaveLength(512 * 1024);
    expect(attachments).toMatchObject([{ name: 'whole-text.txt', bytes: long.trimEnd().length }]);
  });

  test.each([
    ['a comment in the boundary', 'multipart/mixed; boundary=(x)b'],
    ['a comment in the type', 'multi(x)part/mixed; boundary=b'],
    ['a continued boundary', 'multipart/mixed; boundary*0=b'],
    ['two boundaries', 'multipart/mixed; boundary=a; boundary=b'],
  ])('E3 parts cannot be hidden behind %s', async (_, type) => {
    const text = `${HEAD}Content-Type: ${type}\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(5000)}`;
    expect(await refusal(of(text))).toEqual(['too-large', '/parts']);
  });

  test('E3 hostile mails are read or refused within seconds', async () => {
    // Processor time: how many others use the machine says nothing about a mail.
    const started = process.cpuUsage();
    const hostile = [
      `${HEAD}\r\n${'1 <a@b.c>:\n>\n'.repeat(100_000)}`,
      `${HEAD}Content-Type: text/html\r\n\r\n${'<div>'.repeat(400_000)}`,
      `${HEAD}Content-Type: text/html\r\n\r\n${'<a <b '.repeat(300_000)}`,
      `${HEAD}Subject: ${'['.repeat(30_000)}${'Fwd: '.repeat(5000)}\r\n\r\nhello`,
      `${HEAD}To: ${'<'.repeat(60_000)}\r\n\r\nhello`,
      `${HEAD}Subject: ${'=?utf-8?Q?=E6?= '.repeat(4000)}\r\n\r\nhello`,
      `${HEAD}Subject: ${'[a1'.repeat(20_000)}${'Re: '.repeat(1000)}\r\n\r\nhello`,
      `${HEAD}\r\n${`${'-'.repeat(20)}a${'-'.repeat(150)}:\n`.repeat(2500)}`,
      `${HEAD}\r\n${'-----BEGIN PGP SIGNED MESSAGE-----\n'.repeat(14_000)}`,
      `${HEAD}References: ${'<a@b>'.repeat(12_000)}\r\n\r\n${`On ${'1 '.repeat(190)}:\n`.repeat(1300)}`,
    ];
    for (const text of hostile)
      expect([undefined, 'too-large', 'invalid']).toContain(
        await of(text).then(
          () => undefined,
          ({ code }) => code,
        ),
      );
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(20_000);
  });
});

describe('what a mail says', () => {
  test('E8 E17 recipients are the envelope’s, then the headers’; a Bcc’d front door is among them', async () => {
    expect((await read('bcc-desk')).recipients).toEqual(['help@desk.example', 'bob@corp.example']);
    expect((await read('undisclosed-group')).recipients).toEqual(['help@desk.example', 'bob@corp.example']);
  });

  test('E9 Message-IDs come without brackets and folding; of two the first counts', async () => {
    expect((await read('two-message-ids')).messageId).toBe('20260303081155.4711@corp.example');
    expect((await read('no-message-id')).messageId).toBeUndefined();
    expect((await read('reply-folded-token')).inReplyTo[0]).toMatch(
      /^C\.01HQZ8V3M5T6W7X8Y9Z0ABCDEF\.1-RECEIVED\.\w{16}@DESK/,
    );
  });

  test('E7 Reply-To is kept apart from who wrote', async () => {
    const { from, replyTo } = await read('reply-to-elsewhere');
    expect([from?.address, replyTo?.address]).toEqual(['anna.berg@corp.example', 'victim@elsewhere.example']);
  });

  test('E5 the null path is empty, not missing', async () => {
    expect((await read('dsn-postfix-hard')).returnPath).toBe('');
    expect((await of(`${HEAD}\r\nhello`)).returnPath).toBeUndefined();
  });

  test('the Date is an instant, and nonsense is none', async () => {
    expect((await read('html-only')).sentAt).toBe('2026-03-03T08:11:55.000Z');
    expect((await of(`${HEAD}Date: yesterday\r\n\r\nhello`)).sentAt).toBeUndefined();
  });

  test('E12 when stripping the quote leaves nothing, all of the text is new', async () => {
    const { newText, text } = await of(`${HEAD}\r\n> only\r\n> a quote\r\n`);
    expect(newText).toBe(text);
  });

  test('E13 no control character and no half of a letter gets into subject, names or text', async () => {
    for (const name of ['header-injection', 'garbage-body']) {
      const { subject, from, text } = await read(name);
      expect(subject + from?.name).not.toMatch(/[\p{Cc}]/u);
      expect(text).not.toMatch(/[^\P{Cc}\n\t]/u);
      expect(text.isWellFormed()).toBe(true);
    }
  });

  test('P18 the bytes of a file are the bytes that were sent', async () => {
    const [file] = (await read('tnef-winmail')).attachments;
    expect([...(file?.content ?? [])]).toEqual([0x78, 0x9f, 0x3e, 0x22, 0x01, 0x00]);
  });
});
