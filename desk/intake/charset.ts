import { joinWords } from './encoded-words.ts';
import type { Part } from './outline.ts';
import { rawHeader } from './outline.ts';

/** Enough to tell one encoding from another. */
const SAMPLE = 64 * 1024;
/** Labels that some mail programs write and no decoder lists (E13). */
const KNOWN_ELSEWHERE =
  /^(?:x-)?(?:cp|windows|ms|ibm)-?(?:932|936|949|950|874|51932|5022[012])$|^(?:iso-2022-jp-[12]|uhc|junet|iso-8859-8-[ie])$/i;

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
};

const isKnown = (label: string): boolean => {
  if (KNOWN_ELSEWHERE.test(label)) return true;
  try {
    return new TextDecoder(label).encoding !== 'replacement';
  } catch {
    return false;
  }
};

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** The likeliest encoding of bytes that say nothing or lie about it (E13). Total: at worst Latin-1, in which nothing is lost. */
export function detectCharset(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, SAMPLE);
  const text = Buffer.from(sample).toString('latin1');
  if (['$@', '$B', '(J'].some((shift) => text.includes(`\u001b${shift}`))) return 'iso-2022-jp';
  if (isUtf8(sample)) return 'utf-8';

  const runs = text.match(/[\x80-\xff]+/g) ?? [];
  const high = runs.reduce((sum, run) => sum + run.length, 0);
  // Accents stand alone between plain letters.
  if (high / runs.length < 2) return 'windows-1252';
  // Two bytes a character: runs of even length, whatever the words.
  if (runs.filter((run) => run.length % 2 === 0).length / runs.length >= 0.9) {
    const pairs = runs.flatMap((run) => run.match(/../g) ?? []);
    if (count(text, /[\xa4\xa5][\xa1-\xf6]/g) > pairs.length / 3) return 'euc-jp';
    const hangul = pairs.filter((pair) => pair >= '\xb0\xa1' && pair < '\xc9').length;
    if (pairs.length >= 20 && hangul / pairs.length > 0.97) return 'euc-kr';
    return 'gb18030';
  }
  if (count(text, /[\x82\x83][\x40-\xf1]/g) > high / 4) return 'shift_jis';
  // Cyrillic writes small letters mostly; in the wrong one of its two encodings they come out as capitals.
  const small = (label: string) => count(new TextDecoder(label).decode(sample), /[а-яё]/g);
  return small('koi8-r') >= small('windows-1251') ? 'koi8-r' : 'windows-1251';
}

/** The bytes behind a part's transfer encoding, as many as detecting needs. */
function decoded(raw: string, { bodyStart, bodyEnd, encoding }: Part): Uint8Array {
  const body = raw.slice(bodyStart, Math.min(bodyEnd, bodyStart + SAMPLE));
  if (encoding.includes('base64')) return Buffer.from(body.replace(/[^A-Za-z0-9+/]/g, ''), 'base64');
  if (!encoding.includes('quoted-printable')) return Buffer.from(body, 'latin1');
  const plain = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

const CHARSET = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/i;

/** The charset a text part must be given so that it can be read; undefined when what it says of itself holds. */
function amended(raw: string, part: Part): string | undefined {
  const type = part.contentType ?? 'text/plain';
  if (!/^\s*text\/(?:plain|html)/i.test(type)) return undefined;
  const [, quoted, plain] = CHARSET.exec(type) ?? [];
  const label = (quoted ?? plain ?? '').trim();
  const certain = label !== '' && !/^(?:us-ascii|ascii|utf-?8|unknown-8bit)$/i.test(label) && isKnown(label);
  if (certain) return undefined;
  const charset = detectCharset(decoded(raw, part));
  return charset === 'utf-8' ? undefined : charset;
}

/**
 * The raw mail with every header block in UTF-8 and every text part saying the charset it is really in (E13), so that the parser needs no
 * guessing. The stored original stays as it came; this copy is only for reading.
 */
export function mendCharsets(raw: string, parts: readonly Part[]): string {
  let mended = '';
  let done = 0;
  for (const part of parts.toSorted((a, b) => a.headerStart - b.headerStart)) {
    const block = raw.slice(part.headerStart, part.headerEnd);
    const bytes = Buffer.from(block, 'latin1');
    const readable = isUtf8(bytes)
      ? block
      : Buffer.from(new TextDecoder(detectCharset(bytes)).decode(bytes)).toString('latin1');
    let better = joinWords(readable);
    const charset = amended(raw, part);
    if (charset) {
      const type = (part.contentType ?? 'text/plain').replace(CHARSET, '');
      const rest = better.replace(/(^|\n)[ \t]*content-type[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*\n?/i, '$1');
      better = `${rest.replace(/[\r\n]+$/, '')}\r\nContent-Type: ${type}; charset=${charset}`;
    }
    if (better === block) continue;
    mended += raw.slice(done, part.headerStart) + better.replace(/^[\r\n]+/, '');
    done = part.headerEnd;
  }
  return mended + raw.slice(done);
}

/** Whether a header block has at least one header field, as every mail does. */
export const hasHeader = (block: string): boolean =>
  /^[!-9;-~]{1,100}[ \t]*:/m.test(block) || rawHeader(block, 'from') !== undefined;
