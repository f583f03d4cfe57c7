/** One header field: its name in lower case, its value unfolded but not decoded. */
export type Header = Readonly<{ name: string; value: string }>;

/** All values of a header, topmost first. */
export const all = (headers: readonly Header[], name: string): readonly string[] =>
  headers.filter((header) => header.name === name).map(({ value }) => value);

/** The topmost value of a header: where a header stands twice, the first one counts, for us as for the parser. */
export const first = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name === name)?.value;

/** What the receiving service writes on top of a mail, in its order and each at most once. */
const SERVICE = [
  'return-path',
  'received',
  'x-ses-spam-verdict',
  'x-ses-virus-verdict',
  'received-spf',
  'authentication-results',
  'x-ses-receipt',
  'x-ses-dkim-signature',
];
const RECEIVED_BY_SERVICE = /\bby\s+inbound-smtp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\b/i;

/**
 * The headers that the receiving service wrote, and only those: they stand above everything the sender could write, in a fixed order,
 * so the first that is out of order is the sender's, however much it looks like the service's (E4, E14). Empty when the mail did not
 * come through the service.
 */
export function serviceHeaders(headers: readonly Header[]): readonly Header[] {
  const found: Header[] = [];
  let next = 0;
  for (const header of headers) {
    const place = SERVICE.indexOf(header.name, next);
    if (place < 0) break;
    if (header.name === 'received' && !RECEIVED_BY_SERVICE.test(header.value)) break;
    found.push(header);
    next = place + 1;
  }
  // Without the service's own Received line above them findings are nobody's.
  return found.some(({ name }) => name === 'received') ? found : [];
}

/** A header value without comments and quoted strings, in which a sender could hide words that look like the service's. */
export function plainValue(value: string): string {
  let plain = '';
  let comment = 0;
  let quoted = false;
  for (let i = 0; i < value.length; i++) {
    const letter = value.charAt(i);
    if (letter === '\\' && (quoted || comment > 0)) i++;
    else if (letter === '"' && comment === 0) quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '(') comment++;
    else if (letter === ')' && comment > 0) comment--;
    else if (comment === 0) plain += letter;
  }
  return plain;
}
