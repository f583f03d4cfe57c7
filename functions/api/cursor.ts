import { DeskError } from '#desk/errors.ts';
import type { Key } from '#desk/intake/tokens.ts';
import { isKeyed, keyed } from '#desk/keyed.ts';

type Position = Readonly<Record<string, string>>;

/** A position of a listing as an opaque word, signed: it opens this listing and no other. */
export function cursorOf(key: Key, listing: string, position: Position): string {
  const text = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${text}.${keyed(key, 'cursor', listing, text)}`;
}

/** The position a cursor names. Refuses `cursor-invalid` for one that we did not make for this listing. */
export function positionOf(keys: readonly Key[], listing: string, cursor: string): Position {
  const [text = '', mark = ''] = cursor.split('.');
  if (!isKeyed(keys, mark, 'cursor', listing, text)) {
    throw new DeskError('cursor-invalid', 'this cursor is not one of ours', {
      faults: [{ pointer: '/cursor', message: 'is not one of ours' }],
    });
  }
  return JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Position;
}
