import { LARGEST_FILE, refusedBy } from '../../case/files/policy.ts';
import { DeskError } from '../../errors.ts';
import { isKeyed, keyed } from '../../keyed.ts';
import type { Ports } from '../../ports.ts';
import { fileName } from '../attachments.ts';

/** A file that somebody is about to send, before it belongs to anything. */
export type Announced = Readonly<{ ref: string; name: string; type: string; bytes: number }>;

const MEDIA_TYPE = /^[a-z0-9!#$&^_.+-]{1,60}\/[a-z0-9!#$&^_.+-]{1,60}$/;

/** Where the bytes of an announced file wait; whatever nobody asks for goes within two days. */
export const uploadKey = ({ ref }: Pick<Announced, 'ref'>): string => `uploads/${ref}`;

/** Files of one request, at most, and their bytes together (E3). */
export const MOST_FILES = 10;

/** A word that stands for an announced file: only we can make it, and it says where nothing lies. */
async function wordFor({ keys }: Pick<Ports, 'keys'>, file: Announced): Promise<string> {
  const said = JSON.stringify([file.ref, file.name, file.type, file.bytes]);
  return `${Buffer.from(said).toString('base64url')}.${keyed((await keys())[0], 'upload', said)}`;
}

/**
 * Takes note of a file somebody wants to send; it may be sent to a place of its own and nowhere else. Refuses `invalid` for
 * what no department takes: programs, and more than 25 MB.
 */
export async function announce(
  desk: Pick<Ports, 'keys' | 'ids'>,
  given: Readonly<{ name: string; type: string; bytes: number }>,
): Promise<Readonly<{ file: Announced; upload: string }>> {
  const type = MEDIA_TYPE.test(given.type) ? given.type : 'application/octet-stream';
  const name = fileName(given.name, type, 1);
  const whole = Number.isInteger(given.bytes) && given.bytes > 0;
  const message = whole ? refusedBy({}, { name, bytes: given.bytes }) : `has from 1 to ${LARGEST_FILE} bytes`;
  if (message !== undefined)
    throw new DeskError('invalid', `the file ${message}`, {
      faults: [{ pointer: whole ? '/name' : '/bytes', message }],
    });
  const file = { ref: desk.ids.ref(), name, type, bytes: given.bytes };
  return { file, upload: await wordFor(desk, file) };
}

function readWord(word: string): Announced | undefined {
  try {
    const [ref, name, type, bytes] = JSON.parse(
      Buffer.from(word.split('.')[0] ?? '', 'base64url').toString(),
    );
    return { ref, name, type, bytes };
  } catch {
    return undefined;
  }
}

/** The files that words stand for. Refuses `invalid`, by place, for a word that is not ours, named twice, or too many. */
export async function announcedBy(
  { keys }: Pick<Ports, 'keys'>,
  words: readonly string[],
): Promise<readonly Announced[]> {
  const all = await keys();
  const files = words.map((word) => {
    const file = readWord(word);
    const said = file && JSON.stringify([file.ref, file.name, file.type, file.bytes]);
    return said !== undefined && isKeyed(all, word.split('.')[1] ?? '', 'upload', said) ? file : undefined;
  });
  const faults = files.flatMap((file, at) =>
    file === undefined || files.findIndex((each) => each?.ref === file.ref) < at
      ? [{ pointer: `/attachments/${at}`, message: 'is no upload of ours, or named twice' }]
      : [],
  );
  const known = files.filter((file) => file !== undefined);
  const bytes = known.reduce((sum, file) => sum + file.bytes, 0);
  if (words.length > MOST_FILES || bytes > LARGEST_FILE)
    faults.push({
      pointer: '/attachments',
      message: `are at most ${MOST_FILES} files of ${LARGEST_FILE} bytes together`,
    });
  if (faults.length > 0)
    throw new DeskError('invalid', faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; '), {
      faults,
    });
  return known;
}
