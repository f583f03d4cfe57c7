import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  caseOfAddress,
  caseOfMessageId,
  type Key,
  messageIdFor,
  referenceInSubject,
  replyAddress,
  subjectTag,
} from '#desk/intake/tokens.ts';
import { CASE, DOMAIN, FRONT_DOOR, KEY } from '../../mail/corpus.ts';

const OLD: Key = { id: 'k0', secret: Buffer.from('the secret of last year, thirty ') };
const STRANGER: Key = { id: 'k1', secret: Buffer.from('a secret of somebody else, guess') };
const OTHER = '01hqz8v3m5t6w7x8y9z0abcdeg';

const letters = '0123456789abcdefghjkmnpqrstvwxyz';
const caseId = fc.string({ unit: fc.constantFrom(...letters), minLength: 26, maxLength: 26 });
const articleId = fc.string({ unit: fc.constantFrom(...letters, '-'), minLength: 1, maxLength: 40 });
const part = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
  minLength: 2,
  maxLength: 5,
});
const reference = fc.tuple(part, part, part).map((parts) => parts.join('-'));
const seeded = { seed: 20260303, numRuns: 500 };

/** The text with the letter at this place changed into another one. */
const changed = fc.tuple(fc.nat(), fc.constantFrom(...letters, '.', '-', '+', '@', ' x'));
const change = (text: string, [at, letter]: [number, string]) => {
  const place = at % text.length;
  return text.slice(0, place) + letter + text.slice(place + 1);
};
const folded = (text: string) => text.replace(/\s/g, '').toLowerCase();

describe('the reply address', () => {
  test('E8 leads back to its case', () => {
    fc.assert(
      fc.property(caseId, (id) => {
        expect(caseOfAddress(replyAddress(FRONT_DOOR, id, KEY), FRONT_DOOR, [KEY])).toBe(id);
      }),
      seeded,
    );
  });

  test('E8 is an address that mail systems accept: a local part of at most 64 characters', () => {
    expect(replyAddress(FRONT_DOOR, CASE, KEY).split('@')[0]?.length).toBeLessThanOrEqual(64);
  });

  test('E8 survives folded case, wrapped lines and angle brackets', () => {
    const address = replyAddress(FRONT_DOOR, CASE, KEY);
    const mangled = [
      address.toUpperCase(),
      `<${address}>`,
      `${address.slice(0, 30)}\r\n ${address.slice(30)}`,
    ];
    for (const form of mangled) expect(caseOfAddress(form, FRONT_DOOR, [KEY])).toBe(CASE);
  });

  test('E8 with any single character changed leads nowhere', () => {
    fc.assert(
      fc.property(caseId, changed, (id, [at, letter]) => {
        const address = replyAddress(FRONT_DOOR, id, KEY);
        const other = change(address, [at, letter]);
        fc.pre(folded(other) !== folded(address));
        expect(caseOfAddress(other, FRONT_DOOR, [KEY])).toBeUndefined();
      }),
      { ...seeded, numRuns: 2000 },
    );
  });

  test('E8 of another case, another front door or another secret leads nowhere', () => {
    const [own, other] = [replyAddress(FRONT_DOOR, CASE, KEY), replyAddress(FRONT_DOOR, OTHER, KEY)];
    const token = own.slice(own.indexOf('.'));
    expect(caseOfAddress(other.slice(0, other.indexOf('.')) + token, FRONT_DOOR, [KEY])).toBeUndefined();
    expect(caseOfAddress(own, 'help@elsewhere.example', [KEY])).toBeUndefined();
    expect(caseOfAddress(own, FRONT_DOOR, [STRANGER])).toBeUndefined();
    expect(caseOfAddress(own, FRONT_DOOR, [])).toBeUndefined();
  });

  test('E8 with a part of its token, or none, leads nowhere', () => {
    const own = replyAddress(FRONT_DOOR, CASE, KEY);
    const end = own.indexOf('@');
    for (let cut = 1; cut <= 17; cut++) {
      expect(caseOfAddress(own.slice(0, end - cut) + own.slice(end), FRONT_DOOR, [KEY])).toBeUndefined();
    }
  });

  test('E8 made with the old secret still leads home after the secret was changed', () => {
    expect(caseOfAddress(replyAddress(FRONT_DOOR, CASE, OLD), FRONT_DOOR, [KEY, OLD])).toBe(CASE);
  });

  test('E8 is refused for what is no case id', () => {
    expect(() => replyAddress(FRONT_DOOR, 'IT-1', KEY)).toThrow(/case id/);
  });
});

describe('our Message-IDs', () => {
  test('E9 lead back to their case and article', () => {
    fc.assert(
      fc.property(caseId, articleId, (id, article) => {
        const found = caseOfMessageId(messageIdFor(id, article, DOMAIN, KEY), DOMAIN, [OLD, KEY]);
        expect(found).toEqual({ caseId: id, articleId: article });
      }),
      seeded,
    );
  });

  test('E9 with any single character changed are nobody’s', () => {
    fc.assert(
      fc.property(caseId, articleId, changed, (id, article, [at, letter]) => {
        const own = messageIdFor(id, article, DOMAIN, KEY);
        const other = change(own, [at, letter]);
        fc.pre(folded(other) !== folded(own));
        expect(caseOfMessageId(other, DOMAIN, [KEY])).toBeUndefined();
      }),
      { ...seeded, numRuns: 2000 },
    );
  });

  test('E9 with a part of their token, or none, are nobody’s', () => {
    const own = messageIdFor(CASE, '1-received', DOMAIN, KEY);
    const end = own.indexOf('@');
    for (let cut = 1; cut <= 17; cut++) {
      expect(caseOfMessageId(own.slice(0, end - cut) + own.slice(end), DOMAIN, [KEY])).toBeUndefined();
    }
  });

  test('E9 survive folded case, wrapped lines and angle brackets', () => {
    const own = messageIdFor(CASE, '1-received', DOMAIN, KEY);
    for (const form of [`<${own}>`, own.toUpperCase(), `<${own.slice(0, 40)}\r\n\t${own.slice(40)}>`]) {
      expect(caseOfMessageId(form, DOMAIN, [KEY])?.caseId).toBe(CASE);
    }
  });

  test('E9 a token made for an address is worth nothing in a Message-ID', () => {
    const token = replyAddress(FRONT_DOOR, CASE, KEY).match(/\.(\w+)@/)?.[1];
    expect(caseOfMessageId(`c.${CASE}.1.${token}@${DOMAIN}`, DOMAIN, [KEY])).toBeUndefined();
  });
});

describe('the subject tag', () => {
  test('E8 gives its reference back from any subject', () => {
    fc.assert(
      fc.property(reference, fc.string({ maxLength: 40 }), (name, words) => {
        expect(referenceInSubject(`Re: ${words} ${subjectTag(name, KEY)}`, [KEY])).toBe(name);
      }),
      seeded,
    );
  });

  test('E8 survives folded case, wrapping and a second tag before it', () => {
    const tag = subjectTag('HR-7K3F-9Q2', KEY);
    for (const subject of [
      tag.toLowerCase(),
      `[users] ${tag}`,
      tag.replace('7K3F-', '7K3F-\r\n '),
      tag.replace(' ', '\u00a0'),
    ]) {
      expect(referenceInSubject(subject, [KEY])).toBe('HR-7K3F-9Q2');
    }
  });

  test('E8 with wrong check characters is no tag', () => {
    const tag = subjectTag('HR-7K3F-9Q2', KEY);
    for (let at = tag.indexOf(' ') + 1; at < tag.length - 1; at++) {
      for (const letter of letters) {
        const other = tag.slice(0, at) + letter + tag.slice(at + 1);
        if (other !== tag) expect(referenceInSubject(other, [KEY])).toBeUndefined();
      }
    }
    expect(referenceInSubject('[HR-7K3F-9Q2]', [KEY])).toBeUndefined();
    expect(referenceInSubject(tag, [STRANGER])).toBeUndefined();
  });

  test('E8 with another reference has wrong check characters', () => {
    const check = subjectTag('HR-7K3F-9Q2', KEY).slice(-5);
    expect(referenceInSubject(`[HR-7K3F-9Q3 ${check}`, [KEY])).toBeUndefined();
    expect(referenceInSubject(`[IT-7K3F-9Q2 ${check}`, [KEY])).toBeUndefined();
  });
});
