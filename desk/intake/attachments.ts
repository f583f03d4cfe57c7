import type { Attachment as Parsed } from 'postal-mime';
import type { Attachment } from './message.ts';
import { unpack } from './tnef.ts';

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

/** The second `scan.pdf` of a message is `scan (2).pdf` (E13). */
export function distinct(names: readonly string[]): readonly string[] {
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

/** A file before it has the name under which it is stored. */
type Found = Readonly<{ name: string | null; type: string; content: Uint8Array; inline: boolean }>;

/** A file of the mail, followed by what is packed in it: the packed file is kept too, as it was sent. */
function withPacked(file: Parsed, most: number): readonly Found[] {
  const { filename, mimeType } = file;
  const content = bytesOf(file.content);
  const inline = file.related === true || (file.disposition === 'inline' && file.contentId !== undefined);
  const type = MEDIA_TYPE.test(mimeType) ? mimeType : 'application/octet-stream';
  const packed = PACKED.test(type) || /^winmail\.dat$/i.test(filename ?? '') ? unpack(content, most) : [];
  return [
    { name: filename, type, content, inline },
    ...packed.map((each) => ({
      ...each,
      type: each.type !== undefined && MEDIA_TYPE.test(each.type) ? each.type : 'application/octet-stream',
      inline: false,
    })),
  ];
}

const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;
const PACKED = /^application\/(?:vnd\.)?ms-tnef$/;

/**
 * The files of a mail under names that can be stored and told apart; none is left out, however odd (P18). Packed files
 * are laid beside the one they came in, as long as all of them together are no more than `most`.
 */
export function filesOf(parsed: readonly Parsed[], most: number): readonly Attachment[] {
  const room = Math.max(0, most - parsed.length);
  const found = parsed.flatMap((file) => withPacked(file, room)).slice(0, parsed.length + room);
  const names = distinct(found.map(({ name, type }, i) => fileName(name, type, i + 1)));
  return found.map(({ type, content, inline }, i) => ({
    name: names[i] ?? `attachment-${i + 1}.bin`,
    type,
    bytes: content.byteLength,
    content,
    inline,
  }));
}
