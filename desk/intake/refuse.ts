import { createHash } from 'node:crypto';
import type { Outgoing } from '../delivery/effect.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { domainOf } from './addresses.ts';
import { book } from './book.ts';
import type { Message } from './message.ts';
import { readMail } from './read-mail.ts';
import type { RawMail } from './take-in.ts';

/** As much of a mail's start as may be header (E3). */
const HEADER_BYTES = 65_536;

/** Who sent a mail that is refused as a whole: its header block alone is read, if even that is possible. */
async function envelope(desk: Ports, raw: Uint8Array): Promise<Message | undefined> {
  const start = Buffer.from(raw.subarray(0, HEADER_BYTES)).toString('latin1');
  const [header = ''] = start.split(/\r?\n\r?\n/, 1);
  try {
    return await readMail(Buffer.from(`${header}\r\n\r\n`, 'latin1'), { ours: [desk.settings.frontDoor] });
  } catch (error) {
    if (error instanceof DeskError) return undefined;
    throw error;
  }
}

/**
 * Books a mail that cannot be read or is over a limit: the raw mail is kept, its row names the cause, and the sender
 * of an oversized one is told once, if it is one of our own people and the mail was authenticated (E3, P19).
 */
export async function refuse(desk: Ports, { raw, key }: RawMail, refusal: DeskError): Promise<void> {
  const message = await envelope(desk, raw);
  const messageId = message?.messageId;
  const from = message?.from?.address;
  const tooLarge = refusal.code === 'too-large';
  const inside = desk.settings.companyDomains.includes(domainOf(from) ?? '');
  const believed = message?.automation.kind === 'human' && message.verdicts.dmarc === 'pass';
  const tell: Outgoing[] = [];
  if (tooLarge && from !== undefined && believed && inside) {
    const id = desk.ids.caseId();
    const values = { reason: refusal.message };
    tell.push({
      caseId: id,
      effect: { kind: 'mail', id: `${id}-1-oversized`, to: [from], template: 'oversized', values },
    });
  }
  await book(
    desk,
    {
      key: createHash('sha256')
        .update(`refused\n${messageId ?? key}`)
        .digest('hex'),
      at: desk.now(),
      class: 'suspended',
      cause: tooLarge ? 'oversized' : 'unreadable',
      raw: key,
      ...(messageId !== undefined && { messageId }),
    },
    tell,
  );
}
