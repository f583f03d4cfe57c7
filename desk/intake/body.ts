import { keyFor } from '../case/quiet.ts';
import type { Ports } from '../ports.ts';
import type { Message } from './message.ts';
import type { RawMail } from './take-in.ts';

/** A file name as a key of the bucket may carry it. */
const place = (quiet: boolean, key: string, at: number) => keyFor(quiet, `attachments/${key}/${at}`);

/**
 * Keeps a mail's words and files outside the table and answers with their key. The key is the mail's own dedupe key,
 * so keeping twice writes the same thing to the same place; no personal data is in it (E1). What a
 * quiet case says lies apart (row 28).
 */
export async function keepBody(desk: Ports, mail: RawMail, message: Message, quiet = false): Promise<string> {
  const key = keyFor(quiet, `messages/${message.dedupeKey}`);
  const attachments = await Promise.all(
    message.attachments.map(async ({ name, type, bytes, content }, at) => {
      await desk.bodies.putFile(place(quiet, message.dedupeKey, at), content, type);
      return { name, type, bytes, key: place(quiet, message.dedupeKey, at) };
    }),
  );
  await desk.bodies.put(key, {
    text: message.newText,
    ...(message.text !== message.newText && { whole: message.text }),
    ...(attachments.length > 0 && { attachments }),
    raw: mail.key,
  });
  return key;
}
