import { describe, expect, test } from 'vitest';
import { asReceived, headerOf } from '#local/doors/mail-headers.ts';

const received = (raw: string, from = 'ann@corp.example', recipients = ['help@desk.example']) =>
  asReceived({
    from,
    recipients,
    raw: Buffer.from(raw),
    helo: 'mail.corp.example',
    id: 'abc',
    at: new Date('2026-03-02T09:00:00Z'),
  }).toString();

describe('a mail as SES would store it', () => {
  test('carries envelope, hops and verdicts on top of what was sent', () => {
    const raw = 'From: Ann <ann@corp.example>\r\nSubject: Hi\r\n\r\nBody\r\n';
    const stored = received(raw);
    expect(stored.endsWith(raw)).toBe(true);
    expect(stored.split('\r\n')).toEqual(
      expect.arrayContaining([
        'Return-Path: <ann@corp.example>',
        ' for help@desk.example;',
        ' Mon, 02 Mar 2026 09:00:00 +0000 (UTC)',
        'X-SES-Spam-Verdict: PASS',
        'X-SES-Virus-Verdict: PASS',
        ' dkim=pass header.i=@corp.example;',
        ' dmarc=pass header.from=corp.example;',
      ]),
    );
    expect(headerOf(Buffer.from(stored), 'received')).toBe(
      'from mail.corp.example (mail.corp.example [127.0.0.1]) by inbound-smtp.us-east-1.amazonaws.com with SMTP id abc for help@desk.example; Mon, 02 Mar 2026 09:00:00 +0000 (UTC)',
    );
    expect(headerOf(Buffer.from(stored), 'authentication-results')).toMatch(/^amazonses\.com; spf=pass /);
  });

  test('has one Received line for each recipient of ours', () => {
    const stored = received('Subject: Hi\r\n\r\n', 'a@corp.example', [
      'help@desk.example',
      'help+x@desk.example',
    ]);
    expect(stored.match(/^ for .*$/gm)).toEqual([' for help@desk.example;', ' for help+x@desk.example;']);
  });

  test('is not vouched for when it comes from outside', () => {
    const stored = received('From: x@else.example\r\n\r\n', 'x@else.example');
    expect(stored).toContain('dmarc=none header.from=else.example;');
    expect(stored).toContain('Received-SPF: none');
  });

  test('takes the verdicts it is told, and the header that told them is gone', () => {
    const raw =
      'From: x@corp.example\r\nX-Local-Verdicts: spf=fail dkim=fail\r\n dmarc=fail policy=reject spam=fail virus=gray\r\nSubject: Hi\r\n\r\nX-Local-Verdicts: stays\r\n';
    const stored = received(raw);
    expect(stored).toContain('Received-SPF: fail');
    expect(stored).toContain('dmarc=fail (p=reject) header.from=corp.example;');
    expect(stored).toContain('X-SES-Spam-Verdict: FAIL');
    expect(stored).toContain('X-SES-Virus-Verdict: GRAY');
    expect(
      stored.endsWith('\r\nFrom: x@corp.example\r\nSubject: Hi\r\n\r\nX-Local-Verdicts: stays\r\n'),
    ).toBe(true);
  });

  test('keeps the bounce’s empty sender', () => {
    expect(received('Subject: x\r\n\r\n', '')).toContain('Return-Path: <>\r\n');
  });

  test.each([
    ['only a header', 'Subject: x'],
    ['verdicts as its last field', 'Subject: x\r\nX-Local-Verdicts: spf=pass\r\n\r\nBody'],
    ['no header', '\r\n\r\nBody'],
    ['bare line feeds', 'Subject: x\n\nBody\n'],
    ['bytes that are no text', 'Subject: \u00ff\u0000\r\n\r\n\u0001'],
    ['nothing', ''],
  ])('is stored even with %s', (_what, raw) => {
    const own = raw.replace('\r\nX-Local-Verdicts: spf=pass', '');
    expect(received(raw).endsWith(own)).toBe(true);
  });
});
