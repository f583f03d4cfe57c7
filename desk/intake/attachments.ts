import type { Attachment as Parsed } from 'postal-mime';
import type { Attachment } from './message.ts';

const LONGEST_NAME = 120;
const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': 'eml',
  'message/delivery-status': 'txt',
  'text/rfc822-headers': 'txt',
  'text/calendar': 'ics',
  'text/plain': 'txt',
  'text/html': 'html',
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'application/ms-tnef': 'dat',
};

/** A name that is only a name: no path, no control or direction-changing characters, not longer than file systems take (E13, P18). */
export function fileName(given: string | null, type: string, place: number): string {
  const last = (given ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029"<>|:*?]/gu, '')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .trim();
  if (clean === '') return `attachment-${place}.${EXTENSIONS[type] ?? 'bin'}`;
  const letters = [...clean];
  if (letters.length <= LONGEST_NAME) return clean;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? '';
  return letters.slice(0, LONGEST_NAME - extension.length).join('') + extension;
}

/** The second `scan.pdf` of a mail is `scan (2).pdf` (E13). */
function distinct(names: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const [, stem = name, extension = ''] = /^(.+?)(\.[^.]{1,10})?$/s.exec(name) ?? [];
    let free = name;
    for (let n = 2; taken.has(free.toLowerCase()); n++) free = `${stem} (${n})${extension}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

const bytesOf = (content: Parsed['content']): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);

/** The files of a mail under names that can be stored and told apart; none is left out, however odd (P18). */
export function filesOf(parsed: readonly Parsed[]): readonly Attachment[] {
  const names = distinct(parsed.map(({ filename, mimeType }, i) => fileName(filename, mimeType, i + 1)));
  return parsed.map((file, i) => {
    const content = bytesOf(file.content);
    const inline = file.related === true || (file.disposition === 'inline' && file.contentId !== undefined);
    const type = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/.test(file.mimeType)
      ? file.mimeType
      : 'application/octet-stream';
    return { name: names[i] ?? `attachment-${i + 1}.bin`, type, bytes: content.byteLength, content, inline };
  });
}
