import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import { accept } from '#desk/intake/accept.ts';
import { readMail } from '#desk/intake/read-mail.ts';
import { threadEvidence } from '#desk/intake/thread.ts';
import { FRONT_DOOR, MARKS } from '../../mail/corpus.ts';
import { damaged } from '../../mail/fuzz/mutations.ts';
import { fuzz } from '../../mail/fuzz/stage.ts';

test('E16 whatever is done to a mail, reading it gives a message or a refusal, never anything else', async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(damaged, async (raw) => {
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
    }),
    { seed: 20260303, numRuns: 600 },
  );
  // Mutants that are all refused would prove nothing.
  expect(read).toBeGreaterThan(400);
});

test('C3 whatever is done to a mail, it ends as one row of the ledger, under every limit (npm run fuzz:mail)', async () => {
  const { mails, ends } = await fuzz(400, 20_260_304);
  expect(mails).toBe(400);
  // All ends are seen: mails that only open cases, or are only refused, would prove nothing.
  const classes = new Set([...ends.keys()].map((end) => end.split(':')[0]));
  expect([...classes].sort()).toEqual(['opened', 'suppressed', 'suspended']);
});
