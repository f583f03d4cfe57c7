import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import {
  headerBlock,
  type MailKind,
  mailHeaders,
  type OutgoingMail,
  referencesOf,
} from '#desk/delivery/mail.ts';
import { readMail } from '#desk/intake/read-mail.ts';
import { threadEvidence } from '#desk/intake/thread.ts';
import { messageIdFor, replyAddress, subjectTag } from '#desk/intake/tokens.ts';
import { CASE, DOMAIN, FRONT_DOOR, KEY, MARKS } from '../../mail/corpus.ts';

const sender = { frontDoor: FRONT_DOOR, domain: DOMAIN, key: KEY };
const mail: OutgoingMail = {
  kind: 'words',
  caseId: CASE,
  reference: 'HR-7K3F-9Q2',
  articleId: '4-answered',
  from: { address: FRONT_DOOR, name: 'Service Desk' },
  to: ['anna.berg@corp.example'],
  subject: 'Printer on floor 3',
  at: '2026-03-03T09:00:00.000Z',
};
const headersOf = (more: Partial<OutgoingMail> = {}) => new Map(mailHeaders({ ...mail, ...more }, sender));
const own = messageIdFor(CASE, '4-answered', DOMAIN, KEY);
const block = (more: Partial<OutgoingMail> = {}) => headerBlock(mailHeaders({ ...mail, ...more }, sender));

describe('the headers of outgoing mail (E9)', () => {
  test('E9 name the case in every way a reply may lead home by', () => {
    const headers = headersOf();
    expect(headers.get('Message-ID')).toBe(`<${own}>`);
    expect(headers.get('Reply-To')).toBe(replyAddress(FRONT_DOOR, CASE, KEY));
    expect(headers.get('Subject')).toBe(`${subjectTag('HR-7K3F-9Q2', KEY)} Printer on floor 3`);
    expect(headers.get('X-Desk-Loop')).toBe(DOMAIN);
    expect(headers.get('Date')).toBe('Tue, 03 Mar 2026 09:00:00 +0000');
  });

  test('C4 the same article gives the same headers, so a second sending is the same mail', () => {
    expect(block()).toBe(block());
  });

  const marks: [MailKind, string | undefined, string, string | undefined][] = [
    ['acknowledgement', 'auto-replied', 'All', 'bulk'],
    ['notification', 'auto-generated', 'All', 'bulk'],
    ['words', undefined, 'OOF, AutoReply', undefined],
  ];
  test.each(marks)(
    'E9 %s: Auto-Submitted %s, suppress %s, Precedence %s',
    (kind, submitted, suppress, precedence) => {
      const headers = headersOf({ kind });
      expect(headers.get('Auto-Submitted')).toBe(submitted);
      expect(headers.get('X-Auto-Response-Suppress')).toBe(suppress);
      expect(headers.get('Precedence')).toBe(precedence);
    },
  );

  test('E9 an answer names the mail it answers, with or without brackets', () => {
    for (const inReplyTo of ['x@corp.example', '<x@corp.example>']) {
      const headers = headersOf({ inReplyTo, references: ['root@corp.example'] });
      expect(headers.get('In-Reply-To')).toBe('<x@corp.example>');
      expect(headers.get('References')).toBe(`<root@corp.example> <x@corp.example> <${own}>`);
    }
  });

  test('E9 References keep the first and the newest, and our own id always, within 1,500 characters', () => {
    const thread = Array.from({ length: 300 }, (_, i) => `mail-${i}-of-a-long-thread@corp.example`);
    const references = referencesOf(thread, own);
    expect(references.length).toBeLessThanOrEqual(1500);
    expect(references.length).toBeGreaterThan(1400);
    expect(references.startsWith('<mail-0-of')).toBe(true);
    expect(references.endsWith(`<mail-299-of-a-long-thread@corp.example> <${own}>`)).toBe(true);
  });

  test('E8 the tag is not added a second time', () => {
    const tag = subjectTag('HR-7K3F-9Q2', KEY);
    expect(headersOf({ subject: `Re: ${tag} Printer` }).get('Subject')).toBe(`Re: ${tag} Printer`);
  });
});

describe('header injection', () => {
  test.each([
    ['subject', { subject: 'Hello\r\nBcc: all@corp.example' }],
    ['subject', { subject: 'Hello\nBcc: all@corp.example' }],
    ['name', { from: { address: FRONT_DOOR, name: 'Desk\r\nBcc: all@corp.example' } }],
    ['to', { to: ['anna@corp.example\r\nBcc: all@corp.example'] }],
    ['to', { to: ['anna@corp.example, all@corp.example'] }],
    ['cc', { cc: ['a@b.example>\r\nBcc: <all@corp.example'] }],
    ['reference', { reference: 'HR-1]\r\nBcc: x' }],
    ['article', { articleId: '4\r\nBcc: x' }],
  ])('E9 a line break in %s is refused', (_, more) => {
    expect(() => block(more)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  test('E9 ids from outside that are none are left out', () => {
    const headers = headersOf({
      inReplyTo: 'ä\u0000',
      references: ['a b\r\nBcc: x@y', 'ok@corp.example', ''],
    });
    expect(headers.has('In-Reply-To')).toBe(false);
    expect(headers.get('References')).not.toMatch(/[\r\n]/);
    expect(headers.get('References')).toContain('<ok@corp.example>');
  });

  test('E9 whatever the subject and the name are, they stay what they are and no header is added', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 120 });
    await fc.assert(
      fc.asyncProperty(text, text, async (subject, name) => {
        fc.pre(!/[\p{Cc}\u2028\u2029]/u.test(subject + name));
        const raw = `${block({ subject, from: { address: FRONT_DOOR, name } })}\r\nhello`;
        const { headers, ...read } = await PostalMime.parse(raw);
        expect(headers.map(({ originalKey }) => originalKey)).toEqual([...headersOf().keys()]);
        expect(read.subject?.replace(/\s+/g, ' ')).toBe(
          `${subjectTag('HR-7K3F-9Q2', KEY)} ${subject}`.trim().replace(/\s+/g, ' '),
        );
        expect(read.from?.name?.replace(/\s+/g, ' ').trim()).toBe(name.replace(/\s+/g, ' ').trim());
        for (const line of raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
        expect(raw).toMatch(/^[\x20-\x7e\r\n]*$/);
      }),
      { seed: 20260303, numRuns: 500 },
    );
  });
});

test('E9 quotes and backslashes in a name stay what they are', async () => {
  const from = { address: FRONT_DOOR, name: 'Desk "North" \\ <all@corp.example>' };
  expect((await PostalMime.parse(`${block({ from })}\r\n`)).from).toEqual(from);
});

describe('out and in again', () => {
  test('E8 a reply finds its case by what the mail carried, even where our Message-ID was replaced', async () => {
    const sent = headersOf();
    const reply = [
      'From: anna.berg@corp.example',
      `To: ${sent.get('From')}`,
      `Subject: Re: ${sent.get('Subject')}`,
      'In-Reply-To: <0102018e-000000@eu-west-1.amazonses.com>',
      `References: ${sent.get('References')} <0102018e-000000@eu-west-1.amazonses.com>`,
    ];
    const message = await readMail(Buffer.from(`${reply.join('\r\n')}\r\n\r\nyes`), { ours: [FRONT_DOOR] });
    expect(threadEvidence(message, MARKS)).toMatchObject([
      { kind: 'own-message-id', caseId: CASE },
      { kind: 'known-message-id' },
      { kind: 'subject-tag', reference: 'HR-7K3F-9Q2' },
    ]);
  });

  test.each(['acknowledgement', 'notification', 'words'] as const)(
    'P1 %s that comes back is known as ours',
    async (kind) => {
      const raw = `Return-Path: <anna@corp.example>\r\n${block({ kind })}\r\nhello`;
      expect((await readMail(Buffer.from(raw), { ours: [] })).automation.kind).toBe('own-loop');
    },
  );
});
