import fc from 'fast-check';
import { corpus } from '../corpus.ts';

/** One thing done to a raw mail: to its bytes, its lines, its headers or its structure. */
export type Mutation = Readonly<{
  how: 'flip' | 'cut' | 'repeat' | 'insert' | 'splice' | 'header' | 'twice' | 'nest' | 'multiply';
  at: number;
  length: number;
  bytes: Uint8Array;
}>;

const text = (...words: readonly string[]) => fc.constantFrom(...words).map((word) => Buffer.from(word));

const mutation: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom('flip', 'cut', 'repeat', 'insert', 'splice', 'header', 'twice', 'nest', 'multiply'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 400 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    text(
      '\r\n\r\n',
      '\n\n',
      '--cut\r\n',
      '--dsn-1--\r\n',
      '=?utf-8?B?',
      '=?koi8-r?Q?=FF?=',
      '=?utf-8?Q?=E6?=',
    ),
    text('From: ', '<', '"', '(', '\0', ';charset=', 'charset*=x', '\x1b$B', '<![CDATA[', '&#x110000;'),
    text('Content-Type: multipart/mixed; boundary=""\r\n', 'Content-Type: application/ms-tnef\r\n'),
    text('Content-Transfer-Encoding: base64\r\n', 'Content-Transfer-Encoding: x-uuencode\r\n'),
    text(
      'Message-ID: <>\r\n',
      'Auto-Submitted: auto-replied\r\n',
      'Return-Path: <>\r\n',
      'From: a@b, c@d\r\n',
    ),
    text('Date: Sat, 30 Feb 275760 99:99:99 +9999\r\n', 'Subject: \ud800\r\n', 'To: undisclosed:;\r\n'),
  ),
});

/** The mail as one part of a multipart, or that part many times. */
function wrapped(mail: Buffer, times: number): Buffer {
  const part = Buffer.concat([Buffer.from('--fz\r\n'), mail, Buffer.from('\r\n')]);
  const head = 'From: anna.berg@corp.example\r\nContent-Type: multipart/mixed; boundary=fz\r\n\r\n';
  return Buffer.concat([Buffer.from(head), ...Array.from({ length: times }, () => part)]);
}

function mutated(mail: Buffer, other: Buffer, { how, at, length, bytes }: Mutation): Buffer {
  const place = Math.floor(at * mail.length);
  const [before, here, after] = [
    mail.subarray(0, place),
    mail.subarray(place, place + length),
    mail.subarray(place + length),
  ];
  const line = mail.indexOf('\n', place) + 1;
  switch (how) {
    case 'flip':
      return Buffer.concat([before, here.map((byte, i) => byte ^ (bytes[i % bytes.length] ?? 1)), after]);
    case 'cut':
      return Buffer.concat([before, after]);
    case 'repeat':
      return Buffer.concat([before, here, here, here, after]);
    case 'insert':
      return Buffer.concat([before, bytes, here, after]);
    case 'splice':
      return Buffer.concat([before, other.subarray(Math.floor(at * other.length))]);
    case 'header':
      return Buffer.concat([mail.subarray(0, line), bytes, mail.subarray(line)]);
    case 'twice':
      return Buffer.concat([mail.subarray(0, line), mail]);
    case 'nest':
      return wrapped(mail, 1);
    case 'multiply':
      return wrapped(mail, 1 + (length % 40));
  }
}

const mail = fc.constantFrom(...[...corpus.values()].map((raw): Buffer => Buffer.from(raw)));
/** So much of one mail is enough: what is larger is refused by its size, which other tests try. */
const LARGEST = 96 * 1024;

/** A mail of the corpus after something was done to it up to six times. */
export const damaged: fc.Arbitrary<Buffer> = fc
  .tuple(mail, mail, fc.array(mutation, { minLength: 1, maxLength: 6 }))
  .map(([original, other, steps]) =>
    steps.reduce<Buffer>((raw, step) => mutated(raw, other, step).subarray(0, LARGEST), original),
  );
