import { describe, expect, test } from 'vitest';
import { isForward, namesReference, threadSubject } from '#desk/intake/prefixes.ts';
import { mayJoin, threadEvidence } from '#desk/intake/thread.ts';
import { messageIdFor, replyAddress, subjectTag } from '#desk/intake/tokens.ts';
import { CASE, DOMAIN, FRONT_DOOR, KEY, MARKS } from '../../mail/corpus.ts';

const mail = {
  recipients: [FRONT_DOOR],
  subject: 'Re: Printer',
  inReplyTo: [] as string[],
  references: [] as string[],
};
const own = messageIdFor(CASE, '1-received', DOMAIN, KEY);
const tag = subjectTag('HR-7K3F-9Q2', KEY);
const participants = ['anna.berg@corp.example', 'bob@corp.example'];
const anna = { address: 'Anna.Berg@corp.example', authenticated: true };
const forgedAnna = { address: 'anna.berg@corp.example', authenticated: false };
const stranger = { address: 'eve@evil.example', authenticated: true };

const kinds = (given: Partial<typeof mail>) =>
  threadEvidence({ ...mail, ...given }, MARKS).map(({ kind }) => kind);

describe('the signs of a thread', () => {
  test('E8 stand strongest first: address, our ids, known ids, subject tag', () => {
    const recipients = [FRONT_DOOR, replyAddress(FRONT_DOOR, CASE, KEY)];
    expect(
      kinds({ recipients, subject: `Re: ${tag}`, inReplyTo: ['x@corp.example'], references: [own] }),
    ).toEqual(['address', 'own-message-id', 'known-message-id', 'subject-tag']);
  });

  test('E8 In-Reply-To comes before References, and those from the newest on', () => {
    const given = { ...mail, inReplyTo: ['3@a'], references: ['1@a', '2@a', '3@a'] };
    expect(threadEvidence(given, MARKS).map(({ messageId }) => messageId)).toEqual(['3@a', '2@a', '1@a']);
  });

  test('E8 a mail with nothing but an equal subject has no sign of a thread', () => {
    expect(kinds({ subject: 'Re: Printer' })).toEqual([]);
  });

  test('E8 a thousand references cost at most twenty lookups', () => {
    const references = Array.from({ length: 1000 }, (_, i) => `${i}@corp.example`);
    expect(kinds({ references })).toHaveLength(20);
  });

  test('P17 a bounce belongs to the case that sent the mail which failed', () => {
    const automation = {
      kind: 'bounce-hard',
      evidence: [],
      bounce: { originalMessageIds: ['ses@x', own] },
    } as const;
    expect(threadEvidence({ ...mail, automation }, MARKS)[0]).toMatchObject({
      kind: 'own-message-id',
      caseId: CASE,
    });
  });
});

describe('who may join a case', () => {
  const attacks: [string, Partial<typeof mail>, typeof anna, boolean][] = [
    ['a participant replies to our mail', { inReplyTo: [own] }, anna, true],
    ['a participant replies to a mail we know', { inReplyTo: ['first@corp.example'] }, anna, true],
    ['a participant kept only the subject', { subject: `Re: ${tag}` }, anna, true],
    ['a stranger guessed the tag with its check characters', { subject: `Re: ${tag}` }, stranger, false],
    ['a stranger answers to our id, which cannot be guessed', { references: [own] }, stranger, true],
    [
      'a stranger writes to the address of the case',
      { recipients: [replyAddress(FRONT_DOOR, CASE, KEY)] },
      stranger,
      true,
    ],
    [
      'a stranger names the Message-ID of somebody’s first mail',
      { inReplyTo: ['first@corp.example'] },
      stranger,
      false,
    ],
    [
      'somebody writes as a participant, unauthenticated, with the tag',
      { subject: `Re: ${tag}` },
      forgedAnna,
      false,
    ],
    [
      'somebody writes as a participant, unauthenticated, with a known id',
      { references: ['first@corp.example'] },
      forgedAnna,
      false,
    ],
    [
      'a participant forwards our mail to somebody',
      { subject: `Fwd: ${tag}`, references: [own] },
      anna,
      false,
    ],
  ];
  test.each(attacks)('P4 %s', (_, given, sender, joins) => {
    const evidence = threadEvidence({ ...mail, ...given }, MARKS);
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.some((sign) => mayJoin(sign, sender, participants))).toBe(joins);
  });

  const nothing: [string, Partial<typeof mail>][] = [
    [
      'the token of another case',
      { recipients: [replyAddress(FRONT_DOOR, CASE, KEY).replace(CASE, '01hqz8v3m5t6w7x8y9z0abcdeg')] },
    ],
    [
      'a token at another company’s front door',
      { recipients: [replyAddress('help@evil.example', CASE, KEY)] },
    ],
  ];
  test.each(nothing)('P4 %s is no sign at all', (_, given) => {
    expect(kinds(given)).toEqual([]);
  });

  test.each(['Re: [HR-7K3F-9Q2 0000] Printer', 'Re: [HR-7K3F-9Q2] Printer'])(
    'P4 %s, without our check characters, is some other system’s number and never ours',
    (subject) => {
      expect(threadEvidence({ ...mail, subject }, MARKS)).toMatchObject([
        { kind: 'external-reference', guessable: true },
      ]);
    },
  );

  test.each([['our id'], ['their ids']])('P4 an id that only looks like %s must be looked up', () => {
    const evidence = threadEvidence(
      { ...mail, inReplyTo: [own.replace(CASE, '01hqz8v3m5t6w7x8y9z0abcdeg')] },
      MARKS,
    );
    expect(evidence).toMatchObject([{ kind: 'known-message-id', guessable: true }]);
  });

  test('E8 the address of the case joins even a mail that was passed on to it', () => {
    const recipients = [replyAddress(FRONT_DOOR, CASE, KEY)];
    const [sign] = threadEvidence({ ...mail, subject: 'Fwd: Invoice', recipients }, MARKS);
    expect(sign && mayJoin(sign, stranger, participants)).toBe(true);
  });
});

describe('numbers of other ticket systems (E8 6)', () => {
  test.each([
    '[VND-1017] x',
    'Re: [#4711] x',
    '[Ticket#4711] x',
    'AW: [IT-KTHM-BNK hrva] x',
    '[INC0010042] x',
  ])('E8 %s names one', (subject) => expect(namesReference(subject)).toBe(true));

  test.each(['[EXT] x', '[users] x', '[2026 budget] x', 'x [] y', 'VND-1017', '[IT-KTHM] x'])(
    'E8 %s names none',
    (subject) => expect(namesReference(subject)).toBe(false),
  );

  test('E8 the subject around it is told through the prefixes of answers', () => {
    expect(threadSubject('AW: Re: RE[2]:  [VND-1017]  Printer')).toBe('[vnd-1017] printer');
    expect(threadSubject('Rent: the printer')).toBe('rent: the printer');
  });
});

describe('forward prefixes', () => {
  test.each([
    ...['Fw: x', 'FWD: x', 'WG: x', 'TR: x', 'TR : x', 'RV: x', 'I: x', 'Doorst: x', 'VS: x', 'ENC: x'],
    ...['PD: x', 'İLT: x'.replace('İ', 'I'), 'Пересл: x', '转发：x', '転送: x', '[EXT] Fwd: x', 'Fwd[2]: x'],
  ])('E8 %s is passed on', (subject) => expect(isForward(subject)).toBe(true));

  test.each([
    'Re: x',
    'AW: x',
    'Re: Fwd: x',
    'SV: x',
    'Info: x',
    'Idea: x',
    'Trip: x',
    'x',
    '',
    '[EXT] x',
    'R: x',
  ])('E8 %s is not passed on', (subject) => expect(isForward(subject)).toBe(false));
});
