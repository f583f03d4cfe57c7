import { all, first, type Header, plainValue, serviceHeaders } from './headers.ts';
import type { Verdict, Verdicts } from './message.ts';

const WORDS: Readonly<Record<string, Verdict>> = {
  pass: 'pass',
  fail: 'fail',
  hardfail: 'fail',
  none: 'none',
  gray: 'gray',
  softfail: 'gray',
  neutral: 'gray',
  policy: 'gray',
};

/** PROCESSING_FAILED, DISABLED, temperror, permerror, nothing, and words nobody knows yet: not checked, so never a pass. */
const verdict = (word: string | undefined): Verdict => WORDS[(word ?? '').trim().toLowerCase()] ?? 'unknown';

const CLAUSE = /^\s*(spf|dkim|dmarc)\s*=\s*([a-z]+)(.*)$/is;

/** The findings of one method in an Authentication-Results value, each with the properties behind it. */
function findings(value: string, method: string): { word: string; properties: string }[] {
  const clauses = plainValue(value).split(';').slice(1);
  return clauses.flatMap((clause) => {
    const [, name = '', word = '', properties = ''] = CLAUSE.exec(clause) ?? [];
    return name.toLowerCase() === method ? [{ word, properties }] : [];
  });
}

/**
 * What the receiving service found (E4). Only headers it wrote itself are believed: the sender's look-alikes stand below them (E14).
 * A DMARC pass for another domain than the one in From says nothing of this sender; two findings where there can be one say nothing at all.
 */
export function readVerdicts(headers: readonly Header[], fromDomain: string | undefined): Verdicts {
  const trusted = serviceHeaders(headers);
  const results = all(trusted, 'authentication-results').find((value) =>
    /^\s*amazonses\.com\s*;/i.test(value),
  );
  const one = (method: string) => {
    const found = findings(results ?? '', method);
    return found.length === 1 ? found[0] : undefined;
  };

  const dmarc = one('dmarc');
  const domain = /\bheader\.from\s*=\s*([^\s;]+)/i.exec(dmarc?.properties ?? '')?.[1]?.toLowerCase();
  const aligned = fromDomain !== undefined && domain === fromDomain;
  const policy = /\bpolicy\.(?:dmarc|published-domain-policy)\s*=\s*([a-z]+)/i.exec(
    dmarc?.properties ?? '',
  )?.[1];
  // Every signature has its own finding; one that holds is enough for the mail to be signed.
  const dkim = findings(results ?? '', 'dkim').map(({ word }) => verdict(word));

  return {
    spf: verdict(one('spf')?.word),
    dkim: dkim.includes('pass') ? 'pass' : (dkim[0] ?? 'unknown'),
    dmarc: verdict(dmarc?.word) === 'pass' && !aligned ? 'none' : verdict(dmarc?.word),
    spam: verdict(first(trusted, 'x-ses-spam-verdict')),
    virus: verdict(first(trusted, 'x-ses-virus-verdict')),
    ...(policy === undefined ? {} : { dmarcPolicy: policy.toLowerCase() }),
  };
}
