import { describe, expect, test } from 'vitest';
import { dedupeKey } from '#desk/intake/dedupe.ts';

const mail = {
  messageId: 'first@corp.example',
  from: { address: 'anna@corp.example' },
  subject: 'Printer',
  text: 'It does not print.',
  recipients: ['help@desk.example'],
};
const OURS = ['help@desk.example', 'hr@desk.example'];
const key = (more: Partial<typeof mail> | { messageId: undefined } = {}) =>
  dedupeKey({ ...mail, ...more }, OURS);

describe('the same mail has the same key (E2)', () => {
  test('E2 whoever else it was sent to', () => {
    expect(key({ recipients: ['bob@corp.example', 'help@desk.example'] })).toBe(key());
  });

  test('E8 through a reply address as through the front door itself, so that its id is found later', () => {
    expect(key({ recipients: ['Help+01hqz8v3m5t6w7x8y9z0abcdef.token@desk.example'] })).toBe(key());
  });

  test('E2 but two front doors are two mails', () => {
    expect(key({ recipients: ['hr@desk.example'] })).not.toBe(key());
    expect(key({ recipients: ['hr@desk.example', 'help@desk.example'] })).not.toBe(key());
  });

  test('E2 without a Message-ID its words are its name', () => {
    const bare = { messageId: undefined };
    expect(key(bare)).toBe(key({ ...bare, text: ' It does not\n print. ' }));
    expect(key(bare)).not.toBe(key({ ...bare, text: 'It prints.' }));
    expect(key(bare)).not.toBe(key());
  });
});
