/** A file inside a `winmail.dat`, under its long name if it has one. */
export type Packed = Readonly<{ name: string; type: string | undefined; content: Uint8Array }>;

const SIGNATURE = 0x223e9f78;
/** Attributes of a file: a new one begins, its short name, its bytes, its properties (MS-OXTNEF 2.1.3.3). */
const BEGINS = 0x9002;
const TITLE = 0x8010;
const DATA = 0x800f;
const PROPERTIES = 0x9005;
/** Properties of a file: its long name and its media type (MS-OXPROPS). */
const LONG_NAME = 0x3707;
const MEDIA_TYPE = 0x370e;
/** Bytes of a property's value by its type; a value takes at least four. */
const FIXED: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};
const TEXT = 0x1e;
const WIDE_TEXT = 0x1f;
const NAMED = 0x8000;

/** Words that end at their first zero byte. */
const words = (bytes: Uint8Array, label: string) =>
  new TextDecoder(label).decode(bytes).replace(/\0.*$/s, '');

/** The texts among a file's properties, by their id; reading ends at the first property of a kind we do not know. */
function properties(bytes: Uint8Array): ReadonlyMap<number, string> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = new Map<number, string>();
  let left = view.getUint32(0, true);
  for (let at = 4; left > 0 && at + 8 <= bytes.length; left--) {
    const [type, id] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    at += 4;
    const fixed = FIXED[type];
    if (id >= NAMED || (fixed === undefined && type !== TEXT && type !== WIDE_TEXT)) break;
    if (fixed !== undefined) {
      at += fixed;
      continue;
    }
    const length = view.getUint32(at + 4, true);
    const value = bytes.subarray(at + 8, at + 8 + length);
    found.set(id, words(value, type === WIDE_TEXT ? 'utf-16le' : 'windows-1252'));
    at += 8 + length + ((4 - (length % 4)) % 4);
  }
  return found;
}

/**
 * The files that Outlook packed into a `winmail.dat`, which no other mail program opens (P18; MS-OXTNEF). Total: what is
 * broken or of another make gives the files up to there, and the packed file itself is kept anyway. Copies no bytes.
 */
export function unpack(bytes: Uint8Array, most: number): readonly Packed[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: { name: string; type: string | undefined; content: Uint8Array }[] = [];
  try {
    if (view.getUint32(0, true) !== SIGNATURE) return [];
    // Each attribute: its level, its id with its type above, the length, the bytes, a checksum.
    for (let at = 6; at + 9 <= bytes.length; ) {
      const id = view.getUint16(at + 1, true);
      const length = view.getUint32(at + 5, true);
      const value = bytes.subarray(at + 9, at + 9 + length);
      at += 9 + length + 2;
      if (id === BEGINS && found.length === most) break;
      if (id === BEGINS) found.push({ name: '', type: undefined, content: new Uint8Array(0) });
      const file = found.at(-1);
      if (file === undefined) continue;
      if (id === TITLE && file.name === '') file.name = words(value, 'windows-1252');
      if (id === DATA) file.content = value;
      if (id === PROPERTIES) {
        const said = properties(value);
        file.name = said.get(LONG_NAME) || file.name;
        file.type = said.get(MEDIA_TYPE);
      }
    }
  } catch (error) {
    // Lengths that lead out of the file: the rest of it is unreadable.
    if (!(error instanceof RangeError)) throw error;
  }
  return found.filter(({ content }) => content.byteLength > 0);
}
