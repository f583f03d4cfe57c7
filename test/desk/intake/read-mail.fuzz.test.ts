import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import { accept } from '#desk/intake/accept.ts';
import { readMail } from '#desk/intake/read-mail.ts';
import { threadEvidence } from '#desk/intake/thread.ts';
import { corpus, FRONT_DOOR, MARKS } from '../../mail/corpus.ts';

type Mutation = Readonly<{
  how: 'flip' | 'cut' | 'repeat' | 'insert' | 'splice';
  at: number;
  length: number;
  bytes: Uint8Array;
}>;

const mutation: fc.Arbitrary<Mutation> = fc.record({
  how: fc.constantFrom('flip', 'cut', 'repeat', 'insert', 'splice'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 400 }),
  bytes: fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 40 }),
    fc
      .constantFrom(
        '\r\n\r\n',
        '\n\n',
        '--cut\r\n',
        '=?utf-8?B?',
        '=?koi8-r?Q?=FF?=',
        'Content-Type: multipart/mixed; boundary=""\r\n',
      )
      .map((text) => Buffer.from(text)),
    fc
      .constantFrom(
        'From: ',
        '<',
        '"',
        '(',
        '\0',
        ';charset=',
        'charset*=x',
        '\x1b$B',
        '<![CDATA[',
        '&#x110000;',
      )
      .map((text) => Buffer.from(text)),
  ),
});

function mutated(mail: Uint8Array, other: Uint8Array, { how, at, length, bytes }: Mutation): Uint8Array {
  const place = Math.floor(at * mail.length);
  const [before, here, after] = [
    mail.subarray(0, place),
    mail.subarray(place, place + length),
    mail.subarray(place + length),
  ];
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
  }
}

const mail = fc.constantFrom(...corpus.values());

test('E16 whatever is done to a mail, reading it gives a message or a refusal, never anything else', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(
      mail,
      mail,
      fc.array(mutation, { minLength: 1, maxLength: 6 }),
      async (original, other, steps) => {
        const raw = steps.reduce((bytes, step) => mutated(bytes, other, step), original);
        try {
          const message = await readMail(raw, { ours: [FRONT_DOOR] });
          read += 1;
          threadEvidence(message, MARKS);
          accept(message, { companyDomains: ['corp.example'], onKnownCase: false });
          expect(message.dedupeKey).toHaveLength(64);
          expect(message.subject).not.toMatch(/[\r\n]/);
          expect(message.newText.isWellFormed()).toBe(true);
          for (const { name } of message.attachments) expect(name).toMatch(/^[^/\\\p{Cc}]+$/u);
        } catch (error) {
          if (!(error instanceof DeskError)) throw error;
          expect(['invalid', 'too-large']).toContain(error.code);
        }
      },
    ),
    { seed: 20260303, numRuns: 2500 },
  );
  // Mutants that are all refused would prove nothing.
  expect(read).toBeGreaterThan(1500);
});
