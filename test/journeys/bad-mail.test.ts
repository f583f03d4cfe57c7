import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from './driver/desk.ts';
import { newMessageId } from './driver/letters.ts';
import { inOrder, opens, seen } from './driver/story.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(() => inOrder(desk));
afterAll(() => desk?.end());

const MEGABYTE = 1024 * 1024;
const lines = (bytes: number) => `${'x'.repeat(76)}\r\n`.repeat(Math.ceil(bytes / 78));

/** The size of everything that lies in a folder. */
function weight(folder: string): number {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

/** A mail as bytes, with the id it is found by. */
function raw(from: string, body: string | Buffer, ...headers: string[]) {
  const messageId = newMessageId();
  const head = [`Message-ID: <${messageId}>`, ...headers, '', ''].join('\r\n');
  return { from, messageId, raw: Buffer.concat([Buffer.from(head), Buffer.from(body)]) };
}

describe('a mail nobody can read', () => {
  test('for the depth of its parts is kept aside with its cause', async () => {
    const depth = 40;
    const open = Array.from({ length: depth }, (_, i) => {
      return `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n`;
    });
    const from = 'nes@corp.example';
    const row = await desk.becomes(
      raw(from, `${open.join('')}Content-Type: text/plain\r\n\r\nhi\r\n`, `From: ${from}`),
    );
    expect(row.class).toMatch(/suspended|opened/);
    if (row.class === 'suspended') expect(row.cause).toMatch(/unreadable|oversized/);
  });

  test.each([
    ['bytes that mean nothing', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256))],
    ['a broken multipart', Buffer.from('--b\r\nContent-Transfer-Encoding: base64\r\n\r\n####\r\n--b')],
    ['a charset nobody knows', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41])],
  ])('for %s still has its row in the books', async (_what, body) => {
    const from = 'gar@corp.example';
    const type = 'Content-Type: multipart/mixed; boundary=b; charset=x-klingon';
    const row = await desk.becomes(raw(from, body, `From: ${from}`, type));
    expect(['opened', 'suspended']).toContain(row.class);
  });

  test('because it is nothing but noise is in the books too', async () => {
    const before = (await desk.ledger()).length;
    const noise = Buffer.from(Array.from({ length: 2048 }, (_, i) => (i * 31 + (i >> 3)) % 256));
    await desk.send({ from: 'noi@corp.example', raw: noise });
    await inOrder(desk);
    const rows = await desk.ledger();
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)?.caseId === null || rows.at(-1)?.class === 'opened').toBe(true);
  });
});

describe('a mail of 30 MB', () => {
  test('is kept, its sender is told once, and no case is opened', async () => {
    const from = 'big@corp.example';
    const letter = raw(from, lines(30 * MEGABYTE), `From: ${from}`, 'Subject: Photos');
    const before = weight(desk.running().folder);
    const row = await desk.becomes(letter);
    expect(row).toMatchObject({ class: 'suspended', cause: 'oversized', caseId: null });
    const told = await desk.mailTo(from, 'too large');
    expect(told.headers['auto-submitted']).toMatch(/^auto-/);
    expect(weight(desk.running().folder) - before).toBeGreaterThan(30 * MEGABYTE);

    await desk.send(letter);
    await inOrder(desk);
    expect(await desk.mailbox(from)).toHaveLength(1);
    expect((await desk.ledger()).at(-1)).toMatchObject({ class: 'duplicate' });
  });

  test('from a stranger is kept and nobody is told', async () => {
    const from = 'big@elsewhere.example';
    const row = await desk.becomes(raw(from, lines(26 * MEGABYTE), `From: ${from}`));
    expect(row).toMatchObject({ class: 'suspended', cause: 'oversized' });
    await desk.atRest();
    expect(await desk.mailbox(from)).toEqual([]);
  });
});

describe('a mail with something missing', () => {
  test('without From is kept aside for want of a sender', async () => {
    const row = await desk.becomes(raw('nof@corp.example', 'Please help.', 'Subject: Hello'));
    expect(row).toMatchObject({ class: 'suspended', cause: 'no-sender', caseId: null });
  });

  test('without a body and subject is a case for triage, and acknowledged', async () => {
    const from = 'emp@corp.example';
    const row = await desk.becomes(raw(from, '', `From: ${from}`));
    expect(row.class).toBe('opened');
    const found = await seen(desk, row.caseId);
    expect(found).toMatchObject({ department: 'triage', subject: '(no subject)' });
    await desk.mailTo(from, found.reference);
  });

  test('with only a subject is placed by it', async () => {
    const found = await opens(desk, 'sub@corp.example', 'My computer does not boot', '');
    expect(found).toMatchObject({ department: 'it', service: 'workplace-incident' });
  });

  test('without a Message-ID is still one case when it comes twice', async () => {
    const from = 'mid@corp.example';
    const headers = [`From: ${from}`, 'Date: Mon, 02 Mar 2026 09:00:00 +0100', 'Subject: Printer broken'];
    const bytes = `${headers.join('\r\n')}\r\n\r\nThe printer prints blank pages.\r\n`;
    await desk.send({ from, raw: bytes });
    await desk.send({ from, raw: bytes });
    await inOrder(desk);
    const kinds = (await desk.ledger()).slice(-2).map(({ class: kind }) => kind);
    expect(kinds.sort()).toEqual(['duplicate', 'opened']);
    expect(await desk.mailbox(from)).toHaveLength(1);
  });
});
