import { describe, expect, test } from 'vitest';
import { type AutomaticMail, capReached, reopensTooOften } from '#desk/intake/caps.ts';

const now = '2026-03-03T12:00:00.000Z';
const minutesAgo = (minutes: number) => new Date(Date.parse(now) - minutes * 60_000).toISOString();
const mail = (minutes: number, recipient = 'anna@corp.example', caseId = 'a'): AutomaticMail => ({
  recipient,
  caseId,
  at: minutesAgo(minutes),
});
const many = (count: number, make: (i: number) => AutomaticMail) =>
  Array.from({ length: count }, (_, i) => make(i));
const next = mail(0);

describe('caps on automatic mail (E10)', () => {
  test('E10 the first three to a recipient about a case go, the fourth within the hour does not', () => {
    expect(capReached(next, many(2, mail))).toBeUndefined();
    expect(capReached(next, many(3, mail))).toBe('perRecipientAndCaseAnHour');
  });

  test('E10 the hour slides: what is sixty minutes old no longer counts', () => {
    expect(capReached(next, [mail(60), mail(30), mail(1)])).toBeUndefined();
    expect(capReached(next, [mail(59.9), mail(30), mail(1)])).toBe('perRecipientAndCaseAnHour');
  });

  test.each([
    ['perRecipientAnHour', many(10, (i) => mail(i, 'Anna@corp.example', `case-${i}`))],
    ['perRecipientADay', many(40, (i) => mail(61 + i * 30, 'anna@corp.example', `case-${i}`))],
    ['perCaseAnHour', many(20, (i) => mail(i, `p${i}@corp.example`))],
    ['perDomainAnHour', many(200, (i) => mail(i % 59, `p${i}@corp.example`, `case-${i}`))],
  ] as const)('E10 %s stops at its number and not before', (cap, earlier) => {
    expect(capReached(next, earlier)).toBe(cap);
    expect(capReached(next, earlier.slice(1))).toBeUndefined();
  });

  test('E10 others’ mail does not count', () => {
    expect(
      capReached(
        next,
        many(50, (i) => mail(i, 'bob@other.example', 'b')),
      ),
    ).toBeUndefined();
  });

  test('P1 two desks that answer each other come to rest: at most three mails in an hour', () => {
    const sent: AutomaticMail[] = [];
    for (let minute = 59; minute >= 0; minute--) {
      const answer = mail(minute, 'desk@other.example');
      if (!capReached(answer, sent)) sent.push(answer);
    }
    expect(sent).toHaveLength(3);
  });

  test('E10 a clock set back does not open the gate', () => {
    expect(capReached(next, [mail(-5), mail(-5), mail(-5)])).toBe('perRecipientAndCaseAnHour');
  });

  test('E10 a case is reopened by mail three times an hour at most', () => {
    expect(reopensTooOften([minutesAgo(1), minutesAgo(2)], now)).toBe(false);
    expect(reopensTooOften([minutesAgo(1), minutesAgo(2), minutesAgo(59)], now)).toBe(true);
  });
});
