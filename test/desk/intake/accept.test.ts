import { describe, expect, test } from 'vitest';
import { type AcceptContext, accept } from '#desk/intake/accept.ts';
import type { AutomationKind, Message, Verdicts } from '#desk/intake/message.ts';

const clean: Verdicts = { spf: 'pass', dkim: 'pass', dmarc: 'pass', spam: 'pass', virus: 'pass' };
const context: AcceptContext = {
  companyDomains: ['Corp.example'],
  onKnownCase: false,
};
const from = (address: string): Pick<Message, 'from'> => ({ from: { address } });
const inside = from('anna@corp.example');
const outside = from('joe@small.example');
const judge = (
  who: Pick<Message, 'from'>,
  verdicts: Partial<Verdicts> = {},
  kind: AutomationKind = 'human',
  more: Partial<AcceptContext> = {},
) =>
  accept(
    { ...who, verdicts: { ...clean, ...verdicts }, automation: { kind, evidence: [] } },
    { ...context, ...more },
  );

describe('what becomes of a mail', () => {
  test('E11 an authenticated person is heard and acknowledged', () => {
    const expected = {
      class: 'accepted',
      as: 'words',
      verified: true,
      mayAcknowledge: true,
      unscanned: false,
    };
    expect(judge(inside)).toEqual({ ...expected, inside: true });
    expect(judge(outside)).toEqual({ ...expected, inside: false });
  });

  test.each([
    ['a virus', outside, { virus: 'fail' }, 'virus'],
    ['spam', outside, { spam: 'fail' }, 'spam'],
    ['a failed DMARC', outside, { dmarc: 'fail', dmarcPolicy: 'reject' }, 'auth-failed'],
    [
      'a failed DMARC to be quarantined',
      outside,
      { dmarc: 'fail', dmarcPolicy: 'quarantine' },
      'auth-failed',
    ],
    ['a failed DMARC whose policy nobody told', outside, { dmarc: 'fail' }, 'auth-failed'],
    ['our own domain with a failed DMARC', inside, { dmarc: 'fail', dmarcPolicy: 'none' }, 'spoof'],
    ['our own domain without DMARC', inside, { dmarc: 'none' }, 'spoof'],
    ['our own domain in doubt', inside, { dmarc: 'gray' }, 'spoof'],
    ['no sender', { from: undefined }, { dmarc: 'none' }, 'no-sender'],
  ] as const)('E4 %s is suspended', (_, who, verdicts, cause) => {
    expect(judge(who, verdicts)).toEqual({ class: 'suspended', cause });
  });

  test.each([
    ['no DMARC', { dmarc: 'none' }],
    ['a DMARC failure that its domain does not mind', { dmarc: 'fail', dmarcPolicy: 'none' }],
    ['a check that could not be made', { dmarc: 'unknown' }],
    ['doubtful spam', { spam: 'gray', dmarc: 'none' }],
  ] as const)('P19 an outsider with %s is heard, unverified and unanswered', (_, verdicts) => {
    expect(judge(outside, verdicts)).toMatchObject({
      class: 'accepted',
      verified: false,
      mayAcknowledge: false,
    });
  });

  test('E4 PROCESSING_FAILED is never a pass: unverified, and its files wait for a scan', () => {
    const found = judge(inside, { dmarc: 'unknown', virus: 'unknown' });
    expect(found).toMatchObject({ class: 'accepted', verified: false, unscanned: true });
  });

  test('E6 an address that bounced or opted out is not acknowledged', () => {
    expect(judge(outside, {}, 'human', { suppressed: () => true })).toMatchObject({ mayAcknowledge: false });
  });

  test('C6 mail that says it comes from the desk’s own domain is a note, or waits for a person', () => {
    const own = from('someone@desk.example');
    expect(judge(own, {}, 'own-domain')).toEqual({ class: 'suspended', cause: 'own-domain' });
    expect(judge(own, {}, 'own-domain', { onKnownCase: true })).toMatchObject({
      class: 'accepted',
      as: 'note',
      mayAcknowledge: false,
    });
  });
});

describe('automated mail is powerless (E6, C6)', () => {
  test.each([
    ['auto-reply', 'auto'],
    ['ooo', 'auto'],
    ['bounce-hard', 'bounce'],
    ['bounce-soft', 'bounce'],
    ['bulk', 'bulk'],
  ] as const)('E6 %s without a known case is suspended', (kind, cause) => {
    expect(judge(outside, {}, kind)).toEqual({ class: 'suspended', cause });
  });

  test.each(['auto-reply', 'ooo', 'bounce-hard', 'bounce-soft', 'bulk'] as const)(
    'E6 %s on a known case is a note',
    (kind) => {
      expect(judge(outside, {}, kind, { onKnownCase: true })).toMatchObject({
        as: 'note',
        mayAcknowledge: false,
      });
    },
  );

  test('E6 a bounce needs no sender', () => {
    expect(judge({ from: undefined }, { dmarc: 'none' }, 'bounce-hard', { onKnownCase: true })).toMatchObject(
      { as: 'note' },
    );
  });

  test('E6 list mail opens a case where a rule lets it, and is not acknowledged', () => {
    expect(judge(outside, {}, 'bulk', { allowsBulk: true })).toMatchObject({
      as: 'words',
      mayAcknowledge: false,
    });
  });

  test('E6 our own mail come back is let go, with its cause', () => {
    expect(judge(inside, {}, 'own-loop', { onKnownCase: true })).toEqual({
      class: 'suppressed',
      cause: 'own-loop',
    });
  });

  test('E4 a virus is quarantined whoever sent it', () => {
    expect(judge(inside, { virus: 'fail' }, 'own-loop')).toEqual({ class: 'suspended', cause: 'virus' });
  });
});
