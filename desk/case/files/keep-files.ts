import { createHash } from 'node:crypto';
import { distinct } from '../../intake/attachments.ts';
import type { Body, Ports } from '../../ports.ts';
import type { Case } from '../case.ts';
import { keyFor, RESTRICTED } from '../quiet.ts';
import { type FilePolicy, refusedBy } from './policy.ts';

/** A file as it came, under a name that is only a name. */
export type NewFile = Readonly<{
  name: string;
  type: string;
  content: Uint8Array;
  /** Its size, where the bytes themselves were not fetched. */
  bytes?: number;
  /** Why the desk does not have it. */
  refused?: string;
}>;

/** A file as a message keeps it: where its bytes lie, or why they are not kept. */
export type KeptFile = NonNullable<Body['attachments']>[number];

const CASE_ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** The folder of a case's files: named by the mail or request that opened it, or by the case where nothing of that kind did. */
export async function folderOf(desk: Pick<Ports, 'ledger'>, { id, body }: Pick<Case, 'id' | 'body'>) {
  const opening = body.split('/').at(-1) ?? '';
  return (await desk.ledger.find(opening))?.caseId === id ? opening : id;
}

/**
 * The case whose folder a file lies in. Undefined for what is no file of a case, and as long as the case is not written:
 * its files are kept before it is.
 */
export async function caseOfFile(desk: Pick<Ports, 'ledger'>, key: string): Promise<string | undefined> {
  const plain = key.startsWith(RESTRICTED) ? key.slice(RESTRICTED.length) : key;
  const [, folder = ''] = /^attachments\/([0-9a-z]+)\/[0-9a-f]{64}$/.exec(plain) ?? [];
  return CASE_ID.test(folder) ? folder : (await desk.ledger.find(folder))?.caseId;
}

/** The content hash in a file's key. */
export const hashIn = (key: string): string => key.slice(key.lastIndexOf('/') + 1);

/**
 * Keeps files by what they hold: the same content is stored once in a case, however often and under whatever name it comes,
 * so keeping twice is keeping once. What the department does not take is named and not kept; the raw mail still has it.
 */
export function keepFiles(
  desk: Pick<Ports, 'bodies'>,
  { quiet, folder, policy }: Readonly<{ quiet: boolean; folder: string; policy: FilePolicy }>,
  files: readonly NewFile[],
): Promise<readonly KeptFile[]> {
  const names = distinct(files.map(({ name }) => name));
  return Promise.all(
    files.map(async ({ type, content, ...given }, at) => {
      const file = { name: names[at] ?? '', type, bytes: given.bytes ?? content.byteLength };
      const refused = given.refused ?? refusedBy(policy, file);
      if (refused !== undefined) return { ...file, key: '', refused };
      const key = keyFor(
        quiet,
        `attachments/${folder}/${createHash('sha256').update(content).digest('hex')}`,
      );
      await desk.bodies.putFile(key, content, type);
      return { ...file, key };
    }),
  );
}
