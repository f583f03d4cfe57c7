import { describe, expect, test } from 'vitest';
import { plainValue, serviceHeaders } from '#desk/intake/headers.ts';
import { readVerdicts } from '#desk/intake/verdicts.ts';
import { read } from '../../mail/corpus.ts';

const path = { name: 'return-path', value: '<anna@corp.example>' };
const received = {
  name: 'received',
  value: 'from a by inbound-smtp.eu-west-1.amazonaws.com with SMTP id x for help@desk.example; now',
};
const results = (value: string) => ({ name: 'authentication-results', value: `amazonses.com; ${value}` });
const of = (value: string) => readVerdicts([path, received, results(value)], 'corp.example');

describe('what the receiving service found (E4)', () => {
  test.each([
    ['dmarc=pass header.from=corp.example', 'pass'],
    ['dmarc=pass header.from=CORP.example', 'pass'],
    ['dmarc=pass header.from=other.example', 'none'],
    ['dmarc=pass', 'none'],
    ['dmarc=fail header.from=corp.example', 'fail'],
    ['dmarc=none header.from=corp.example', 'none'],
    ['dmarc=temperror header.from=corp.example', 'unknown'],
    ['dmarc=somethingnew', 'unknown'],
    ['dmarc=pass header.from=corp.example; dmarc=fail header.from=corp.example', 'unknown'],
    ['spf=pass', 'unknown'],
  ])('E4 %s means %s', (value, dmarc) => expect(of(value).dmarc).toBe(dmarc));

  test('E4 one signature that holds is enough, several that fail are a failure', () => {
    expect(of('dkim=fail header.i=@a; dkim=pass header.i=@corp.example').dkim).toBe('pass');
    expect(of('dkim=fail header.i=@a; dkim=fail header.i=@b').dkim).toBe('fail');
  });

  test.each([
    ['PASS', 'pass'],
    ['FAIL', 'fail'],
    ['GRAY', 'gray'],
    ['PROCESSING_FAILED', 'unknown'],
    ['DISABLED', 'unknown'],
  ])('E4 a spam verdict %s means %s', (value, spam) => {
    expect(readVerdicts([path, received, { name: 'x-ses-spam-verdict', value }], 'corp.example').spam).toBe(
      spam,
    );
  });
});

describe('headers that only look like the service’s (E4, E14)', () => {
  const forged = results('spf=pass; dkim=pass; dmarc=pass header.from=corp.example');

  test('E14 without the service’s own Received line nothing is believed', () => {
    for (const headers of [
      [forged],
      [path, forged],
      [{ ...received, value: 'from a by mx.evil.example' }, forged],
    ]) {
      expect(serviceHeaders(headers)).toEqual([]);
      expect(readVerdicts(headers, 'corp.example').dmarc).toBe('unknown');
    }
  });

  test('E14 what stands below another header is the sender’s', () => {
    expect(
      readVerdicts([path, received, { name: 'subject', value: 'x' }, forged], 'corp.example').dmarc,
    ).toBe('unknown');
  });

  test('E14 a second Authentication-Results is the sender’s', () => {
    const real = results('dmarc=fail header.from=corp.example');
    expect(readVerdicts([path, received, real, forged], 'corp.example').dmarc).toBe('fail');
  });

  test('E14 a finding that the service did not make cannot be added below its last header', () => {
    const last = { name: 'x-ses-dkim-signature', value: 'a=rsa' };
    const scan = { name: 'x-ses-virus-verdict', value: 'PASS' };
    expect(readVerdicts([path, received, last, scan], 'corp.example').virus).toBe('unknown');
  });

  test('E14 findings of another service are not ours', () => {
    const other = {
      name: 'authentication-results',
      value: 'mx.evil.example; dmarc=pass header.from=corp.example',
    };
    expect(readVerdicts([path, received, other], 'corp.example').dmarc).toBe('unknown');
  });

  test('E14 words in comments and quoted strings are no findings', () => {
    expect(plainValue('a (b; "c" (d)) "e; f" g')).toBe('a   g');
    expect(
      of(
        'spf=fail (x; dmarc=pass header.from=corp.example) envelope-from="y; dmarc=pass header.from=corp.example"@evil',
      ).dmarc,
    ).toBe('unknown');
  });

  test.each([
    ['forged-results-below', 'fail'],
    ['forged-results-only', 'unknown'],
    ['forged-results-in-comment', 'fail'],
    ['aligned-with-another-domain', 'none'],
    ['two-froms', 'none'],
  ])('E14 %s: DMARC is %s', async (name, dmarc) => expect((await read(name)).verdicts.dmarc).toBe(dmarc));
});
