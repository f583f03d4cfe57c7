import { takeIn } from '#desk/intake/take-in.ts';
import type { Ports } from '#desk/ports.ts';

/** A mail as a test writes it; everything else is as from an authenticated person to the front door. */
export type Written = Readonly<{
  from?: string;
  to?: readonly string[];
  /** Whom the envelope names, where that is not who stands in To: a blind copy. */
  envelope?: readonly string[];
  subject?: string;
  text?: string;
  /** Without angle brackets; `null` for a mail without one. */
  id?: string | null;
  inReplyTo?: string;
  references?: readonly string[];
  dmarc?: 'pass' | 'fail' | 'none';
  spam?: 'PASS' | 'FAIL';
  virus?: 'PASS' | 'FAIL';
  /** Files that come with it, by name. */
  files?: Readonly<Record<string, string>>;
  /** Further header lines. */
  headers?: readonly string[];
}>;

export const ANNA = 'anna@corp.example';
export const BOB = 'bob@corp.example';

const DAY = 'Mon, 2 Mar 2026 09:00:00 +0000';

const plain = (text: string) => ['Content-Type: text/plain; charset=utf-8', '', text, ''];

const withFiles = (text: string, files: Readonly<Record<string, string>>) => [
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  ...plain(text),
  ...Object.entries(files).flatMap(([name, content]) => [
    '--b',
    'Content-Type: application/octet-stream',
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content).toString('base64'),
  ]),
  '--b--',
  '',
];

/** The raw mail as the receiving service stores it: its own findings on top, then the sender's headers. */
export function rawMail({ from = ANNA, to = ['help@desk.example'], ...written }: Written): Uint8Array {
  const { subject = 'My laptop', text = 'My laptop shows a blue screen and restarts.' } = written;
  const { id = 'first@corp.example', inReplyTo, references = [], headers = [], files = {} } = written;
  const { envelope = to.slice(0, 1) } = written;
  const { dmarc = 'pass', spam = 'PASS', virus = 'PASS' } = written;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const lines = [
    `Return-Path: <${from}>`,
    `Received: from mail.${domain} by inbound-smtp.eu-west-1.amazonaws.com with SMTP id x for ${envelope.join(', ')}; ${DAY}`,
    `X-SES-Spam-Verdict: ${spam}`,
    `X-SES-Virus-Verdict: ${virus}`,
    `Authentication-Results: amazonses.com; spf=pass; dkim=pass header.i=@${domain}; dmarc=${dmarc} header.from=${domain};`,
    `From: <${from}>`,
    `To: ${to.map((each) => `<${each}>`).join(', ')}`,
    `Subject: ${subject}`,
    `Date: ${DAY}`,
    ...(id === null ? [] : [`Message-ID: <${id}>`]),
    ...(inReplyTo === undefined ? [] : [`In-Reply-To: <${inReplyTo}>`]),
    ...(references.length === 0 ? [] : [`References: ${references.map((each) => `<${each}>`).join(' ')}`]),
    ...headers,
    ...(Object.keys(files).length === 0 ? plain(text) : withFiles(text, files)),
  ];
  return Buffer.from(lines.join('\r\n'));
}

/** Lets a mail arrive; `key` tells a second copy in the bucket from a repeated event. */
export const arrive = (ports: Ports, written: Written, key = `raw/${written.id ?? 'first'}`) =>
  takeIn(ports, { raw: rawMail(written), key });
