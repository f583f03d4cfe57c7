import { createHash } from 'node:crypto';
import type { Outgoing } from '../delivery/effect.ts';
import type { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { domainOf } from './addresses.ts';
import { book } from './book.ts';
import { readEnvelope } from './envelope.ts';
import type { RawMail } from './take-in.ts';

/**
 * Books a mail that cannot be read or is over a limit: the raw mail is kept, its row names the cause, and the sender
 * of an oversized one is told once, if it is one of our own people and the mail was authenticated (E3, P19).
 */
export async function refuse(desk: Ports, { raw, key }: RawMail, refusal: DeskError): Promise<void> {
  const { messageId, from, human, authenticated } = readEnvelope(raw);
  const tooLarge = refusal.code === 'too-large';
  const inside = desk.settings.companyDomains.includes(domainOf(from) ?? '');
  const tell: Outgoing[] = [];
  if (tooLarge && from !== undefined && human && authenticated && inside) {
    const id = desk.ids.caseId();
    const values = { reason: refusal.message };
    tell.push({
      caseId: id,
      effect: { kind: 'mail', id: `${id}.1-oversized`, to: [from], template: 'oversized', values },
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
