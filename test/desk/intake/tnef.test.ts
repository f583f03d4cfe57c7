import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpack } from '#desk/intake/tnef.ts';
import { read } from '../../mail/corpus.ts';

const text = (content: Uint8Array | undefined) => Buffer.from(content ?? []).toString();
const winmail = async () => (await read('tnef-contract')).attachments[0]?.content ?? new Uint8Array();

test('P18 what Outlook packed into a winmail.dat lies beside it, under its long name', async () => {
  const { attachments } = await read('tnef-contract');
  expect(attachments.map(({ name }) => name)).toEqual(['winmail.dat', 'Contract für März.pdf', 'notes.txt']);
  expect(attachments.map(({ content }) => text(content)).slice(1)).toEqual([
    '%PDF-1.4 the contract',
    'Bring it along.',
  ]);
  expect(attachments[1]?.type).toBe('application/pdf');
});

test('E3 no more files are unpacked than a mail may have', async () => {
  expect(unpack(await winmail(), 1).map(({ name }) => name)).toEqual(['Contract für März.pdf']);
  expect(unpack(await winmail(), 0)).toEqual([]);
});

test('P18 a broken one gives what can be read of it, and never throws', async () => {
  const whole = await winmail();
  expect(unpack(Buffer.from('not packed at all'), 30)).toEqual([]);
  expect(unpack(new Uint8Array(), 30)).toEqual([]);
  let halves = 0;
  fc.assert(
    fc.property(fc.nat(whole.length), fc.uint8Array({ maxLength: 12 }), (at, bytes) => {
      const broken = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + bytes.length)]);
      const found = unpack(broken, 30);
      halves += found.length === 1 ? 1 : 0;
      for (const { content } of found) expect(content.byteLength).toBeLessThanOrEqual(broken.length);
    }),
    { seed: 20_260_303, numRuns: 500 },
  );
  expect(halves).toBeGreaterThan(10);
});
