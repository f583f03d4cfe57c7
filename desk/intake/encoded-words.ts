/** Encoded words of one charset and encoding with nothing but folding between them (RFC 2047). */
const RUN = /=\?([^?\s]{1,40})\?([bq])\?[^?\s]{0,2000}\?=(?:\s+=\?\1\?\2\?[^?\s]{0,2000}\?=)+/gi;
const WORD = /=\?[^?\s]{1,40}\?[bq]\?([^?\s]{0,2000})\?=/gi;

function bytesOf(text: string, encoding: string): Buffer {
  if (/b/i.test(encoding)) return Buffer.from(text, 'base64');
  const plain = text
    .replaceAll('_', ' ')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1');
}

/** Whether bytes are whole characters of a charset; of an unknown one nobody can say. */
function isWhole(bytes: Buffer, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes);
    return true;
  } catch (error) {
    return error instanceof RangeError;
  }
}

/**
 * A header block in which no letter is split between two encoded words: some mail programs cut by bytes, against
 * RFC 2047 section 5, and each half alone is nothing (E13, P18). Words that are whole stay as they came.
 */
export const joinWords = (block: string): string =>
  block.replace(RUN, (run: string, label: string, encoding: string) => {
    const words = [...run.matchAll(WORD)].map(([, text = '']) => bytesOf(text, encoding));
    if (words.every((bytes) => isWhole(bytes, label))) return run;
    return `=?${label}?B?${Buffer.concat(words).toString('base64')}?=`;
  });
