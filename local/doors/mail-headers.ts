/** A mail as it was handed over by SMTP: who said so, for whom, and the bytes. */
export interface Delivered {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly raw: Buffer;
  readonly helo: string;
  readonly id: string;
  readonly at: Date;
}

const VERDICTS = 'x-local-verdicts';
const COMPANY = 'corp.example';

/** Where the header block ends; a mail without an empty line is all header, and one that starts with a body has none. */
function split(raw: Buffer): { head: string; body: Buffer } {
  const crlf = raw.indexOf('\r\n\r\n');
  const lf = raw.indexOf('\n\n');
  const end = crlf === -1 ? lf : lf === -1 ? crlf : Math.min(crlf, lf);
  const at = end === -1 ? raw.length : end;
  // Latin-1 keeps every byte as it is.
  return { head: raw.subarray(0, at).toString('latin1'), body: raw.subarray(at) };
}

/** The header fields of a block, each with its folded lines. */
const fieldsOf = (head: string): string[] => head.split(/\r?\n(?![ \t])/);

const nameOf = (field: string) =>
  field
    .slice(0, Math.max(0, field.indexOf(':')))
    .trim()
    .toLowerCase();

/** The value of a header field of a raw mail, unfolded; only the header block is looked at. */
export function headerOf(raw: Buffer, name: string): string | undefined {
  const field = fieldsOf(split(raw).head).find((one) => nameOf(one) === name.toLowerCase());
  return field
    ?.slice(field.indexOf(':') + 1)
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim();
}

const domainOf = (address: string) => /@([^@>\s]+)>?\s*$/.exec(address.trim())?.[1]?.toLowerCase() ?? '';

function verdictsOf(given: string | undefined, domain: string): ReadonlyMap<string, string> {
  const usual = domain === COMPANY ? 'pass' : 'none';
  const verdicts = new Map([
    ['spf', usual],
    ['dkim', usual],
    ['dmarc', usual],
    ['spam', 'pass'],
    ['virus', 'pass'],
  ]);
  for (const [, name = '', value = ''] of (given ?? '').matchAll(/(\w+)\s*=\s*([\w-]+)/g)) {
    verdicts.set(name.toLowerCase(), value.toLowerCase());
  }
  return verdicts;
}

/** The header block without the field that only this door understands; every other byte stays. */
function withoutVerdicts(head: string): string {
  const field = /^x-local-verdicts[ \t]*:.*(?:\r?\n[ \t].*)*(?:\r?\n)?/gim;
  if (!field.test(head)) return head;
  return head.replace(field, '').replace(/\r?\n$/, '');
}

/** What SES would put on top of the mail before it stores it; the local verdicts header is taken out. Nothing else is touched. */
export function asReceived({ from, recipients, raw, helo, id, at }: Delivered): Buffer {
  const { head, body } = split(raw);
  const sender = headerOf(raw, 'from') ?? from;
  const domain = domainOf(sender) || domainOf(from);
  const verdicts = verdictsOf(headerOf(raw, VERDICTS), domain);
  const get = (name: string) => verdicts.get(name) ?? 'none';
  const policy = verdicts.get('policy');
  const date = at.toUTCString().replace('GMT', '+0000 (UTC)');
  const spf = get('spf');
  const top = [
    `Return-Path: <${from}>`,
    ...recipients.map(
      (recipient) =>
        `Received: from ${helo} (${helo} [127.0.0.1])\r\n by inbound-smtp.us-east-1.amazonaws.com with SMTP id ${id}\r\n` +
        ` for ${recipient};\r\n ${date}`,
    ),
    `X-SES-Spam-Verdict: ${get('spam').toUpperCase()}`,
    `X-SES-Virus-Verdict: ${get('virus').toUpperCase()}`,
    `Received-SPF: ${spf} (spfCheck: local verdict for ${domainOf(from) || 'no domain'}) client-ip=127.0.0.1; envelope-from=${from}; helo=${helo};`,
    `Authentication-Results: amazonses.com;\r\n spf=${spf} (spfCheck: local verdict) client-ip=127.0.0.1; envelope-from=${from}; helo=${helo};\r\n` +
      ` dkim=${get('dkim')} header.i=@${domain};\r\n` +
      ` dmarc=${get('dmarc')}${policy === undefined ? '' : ` (p=${policy})`} header.from=${domain};`,
    'X-SES-RECEIPT: local',
  ];
  return Buffer.concat([
    Buffer.from(`${top.join('\r\n')}\r\n`),
    Buffer.from(withoutVerdicts(head), 'latin1'),
    body,
  ]);
}
