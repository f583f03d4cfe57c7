import { DeskError } from '../errors.ts';

/** RFC 2047: an encoded word has at most 75 characters; `=?utf-8?B?…?=` leaves 60 of base64, which are 45 bytes. */
const WORD_BYTES = 45;
/** RFC 5322 asks for lines of at most 78 characters. */
const LINE = 76;

/** Refuses a header value with a line break or another control character: it would become a header of its own (E9). */
export function oneLined(value: string, field: string): string {
  if (!/\p{Cc}|[\u2028\u2029]/u.test(value)) return value;
  throw new DeskError('invalid', `the field '${field}' of a mail holds a control character`, {
    faults: [{ pointer: `/${field}`, message: 'no line breaks or control characters' }],
  });
}

/** Text for a header in characters every mail system passes on; letters beyond ASCII become encoded words, never cut inside a letter. */
export function encodeText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text) && !text.includes('=?')) return text;
  const words: string[] = [];
  let word = '';
  for (const letter of text) {
    if (Buffer.byteLength(word + letter) > WORD_BYTES) {
      words.push(word);
      word = '';
    }
    word += letter;
  }
  return [...words, word].map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}

/**
 * Whether a mail can be sent there: our sending service takes no letters beyond ASCII in an address, and nothing quoted;
 * and nobody lives under `.invalid` (RFC 2606).
 */
export const isSendable = (address: string): boolean =>
  !address.endsWith('.invalid') && /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[a-z0-9.-]{1,253}$/i.test(address);

/** A mailbox as `"Name" <address>`; refuses an address that could be read as two. */
export function encodeMailbox({ address, name }: Readonly<{ address: string; name?: string }>): string {
  if (!isSendable(address)) {
    throw new DeskError('invalid', `a mail cannot be sent to '${address.slice(0, 80)}'`);
  }
  if (name === undefined || name === '') return address;
  const shown = encodeText(oneLined(name, 'name'));
  return shown.startsWith('=?')
    ? `${shown} <${address}>`
    : `"${shown.replace(/["\\]/g, '\\$&')}" <${address}>`;
}

/** A header line folded at spaces (RFC 5322), ending in CRLF; never a line of nothing but spaces. */
export function headerLine(name: string, value: string): string {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of oneLined(value, name).split(/ +/)) {
    if (line.length + 1 + word.length > LINE && line !== `${name}:`) {
      lines.push(line);
      line = '';
    }
    line += ` ${word}`;
  }
  return `${[...lines, line].join('\r\n')}\r\n`;
}
