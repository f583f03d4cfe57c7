import type { Case } from '../case/case.ts';
import { folderOf, keepFiles } from '../case/files/keep-files.ts';
import { keyFor } from '../case/quiet.ts';
import type { Ports } from '../ports.ts';
import type { Message } from './message.ts';
import type { RawMail } from './take-in.ts';

/** Whose message it is: a case's, or of one that is not yet, which this department takes. */
export type Into = Pick<Case, 'department'> & Partial<Pick<Case, 'id' | 'body'>>;

/**
 * Keeps a message's words and files outside the table and answers with their key. The key is the message's own dedupe key,
 * so keeping twice writes the same thing to the same place; no personal data is in it (E1). What a
 * quiet case says lies apart (row 28).
 */
export async function keepBody(
  desk: Ports,
  mail: Pick<RawMail, 'key'>,
  message: Message,
  { department, id, body }: Into,
  quiet = false,
): Promise<string> {
  const key = keyFor(quiet, `messages/${message.dedupeKey}`);
  const { attachments: files, dedupeKey } = message;
  const known = files.length > 0 && id !== undefined && body !== undefined;
  const folder = known ? await folderOf(desk, { id, body }) : dedupeKey;
  const policy = desk.catalogue.department(department).files ?? {};
  const attachments = await keepFiles(desk, { quiet, folder, policy }, files);
  await desk.bodies.put(key, {
    text: message.newText,
    ...(message.text !== message.newText && { whole: message.text }),
    ...(attachments.length > 0 && { attachments }),
    raw: mail.key,
  });
  return key;
}
