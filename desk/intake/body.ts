import type { Case } from '../case/case.ts';
import { folderOf, keepFiles } from '../case/files/keep-files.ts';
import { keyFor } from '../case/quiet.ts';
import type { Ports } from '../ports.ts';
import type { Message } from './message.ts';
import { repeatedImages } from './repeated-images.ts';

/** Whose message it is: a case's, or of one that is not yet, which this department takes. */
export type Into = Pick<Case, 'department'> & Partial<Pick<Case, 'id' | 'body'>>;

/** Where a mail lies as it came, and its bytes where they are to be had. */
export type AsReceived = Readonly<{ key: string; bytes?: Uint8Array | undefined }>;

/** A signature's pictures; of somebody in distress nothing is counted, and a picture without a word is what they say. */
const signature = async (desk: Ports, message: Message, quiet: boolean): Promise<ReadonlySet<unknown>> =>
  quiet || message.newText === '' ? new Set() : repeatedImages(desk, message);

/**
 * Keeps a message's words and files outside the table and answers with their key. The key is the message's own dedupe key,
 * so keeping twice writes the same thing to the same place; no personal data is in it (E1). What a
 * quiet case says lies apart (row 28). The mail itself is copied beside its words: nobody who reads cases may read the mail
 * bucket, where also lies what was never let in.
 */
export async function keepBody(
  desk: Ports,
  mail: AsReceived,
  message: Message,
  { department, id, body }: Into,
  quiet = false,
): Promise<string> {
  const { attachments: files, dedupeKey } = message;
  const key = keyFor(quiet, `messages/${dedupeKey}`);
  const original = mail.bytes && keyFor(quiet, `originals/${dedupeKey}`);
  const known = files.length > 0 && id !== undefined && body !== undefined;
  const folder = known ? await folderOf(desk, { id, body }) : dedupeKey;
  const policy = desk.catalogue.department(department).files ?? {};
  const [kept, logos] = await Promise.all([
    keepFiles(desk, { quiet, folder, policy }, files),
    signature(desk, message, quiet),
    original && mail.bytes && desk.bodies.putFile(original, mail.bytes, 'message/rfc822'),
  ]);
  const attachments = kept.map((file, at) =>
    logos.has(files[at]) ? { ...file, collapsed: true as const } : file,
  );
  await desk.bodies.put(key, {
    text: message.newText,
    ...(message.text !== message.newText && { whole: message.text }),
    ...(attachments.length > 0 && { attachments }),
    raw: mail.key,
    ...(original && { original }),
  });
  return key;
}
