import { expect, test } from 'vitest';
import { noteOf } from '#desk/delivery/note-of.ts';
import { signWebhook } from '#desk/delivery/webhook.ts';

const SECRET = 'whsec_c2VjcmV0IG9mIGl0';

test('W6 of an answer that says back what it got, the log keeps neither secret nor signature', () => {
  const signed = signWebhook({ id: 'm', timestamp: 1, body: '{}', secrets: [SECRET] })['webhook-signature'];
  const echoed = `500 key=c2VjcmV0IG9mIGl0 ${SECRET} sig="${signed}" whsec_b3RoZXI= done`;
  const kept = noteOf(echoed, [SECRET]);
  expect(kept).toBe('500 key=… … sig="…" … done');
});

test('W6 four kibibytes of an answer are kept, and no half letter', () => {
  const kept = noteOf('ü'.repeat(3000), []);
  expect(Buffer.byteLength(kept)).toBe(4096);
  expect(Buffer.byteLength(noteOf(`x${'ü'.repeat(3000)}`, []))).toBe(4095);
  expect(noteOf('200 fine', [''])).toBe('200 fine');
});
