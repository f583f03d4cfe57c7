import { readdirSync, readFileSync } from 'node:fs';
import { isRefusal } from '#desk/errors.ts';
import { accept } from '#desk/intake/accept.ts';
import { type Message, readMail } from '#desk/intake/read-mail.ts';
import { threadEvidence } from '#desk/intake/thread.ts';

/** The desk whose mail this is. */
export const FRONT_DOOR = 'help@desk.example';
export const DOMAIN = 'desk.example';
export const KEY = { id: 'k1', secret: Buffer.from('a secret of thirty-two bytes, ok') };
export const MARKS = { frontDoor: FRONT_DOOR, domain: DOMAIN, keys: [KEY] };
export const CASE = '01hqz8v3m5t6w7x8y9z0abcdef';

const folder = new URL('./', import.meta.url);

/** Every mail of the corpus by its name. */
export const corpus: ReadonlyMap<string, Uint8Array> = new Map(
  readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => name.slice(0, -'.eml'.length))
    .sort()
    .map((name) => [name, readFileSync(new URL(`${name}.eml`, folder))]),
);

/** One mail of the corpus as the desk reads it. */
export function read(name: string): Promise<Message> {
  const raw = corpus.get(name);
  if (!raw) throw new Error(`no mail is called '${name}'`);
  return readMail(raw, { ours: [FRONT_DOOR] });
}

const listed = (name: string, values: readonly string[]) => (values.length > 0 ? { [name]: values } : {});

function what(message: Message, onKnownCase: boolean): string {
  const found = accept(message, { companyDomains: ['corp.example'], onKnownCase });
  if (found.class !== 'accepted') return `${found.class} ${found.cause}`;
  const { as, verified, mayAcknowledge, unscanned } = found;
  return [as, verified && 'verified', mayAcknowledge && 'acknowledged', unscanned && 'unscanned']
    .filter(Boolean)
    .join(' ');
}

/** A mail in the few words that `expected.json` keeps of it. */
export async function summary(name: string): Promise<unknown> {
  try {
    const message = await read(name);
    const { automation, from, subject, newText, text, verdicts } = message;
    const evidence = threadEvidence(message, MARKS);
    const { spf, dkim, dmarc, spam, virus, dmarcPolicy } = verdicts;
    return {
      from: from?.name ? `${from.name} <${from.address}>` : (from?.address ?? null),
      subject,
      newText,
      ...(newText !== text && { quoted: true }),
      kind: automation.kind,
      ...listed('evidence', automation.evidence),
      ...(automation.bounce && { bounce: automation.bounce }),
      ...listed(
        'files',
        message.attachments.map(
          ({ name, type, bytes, inline }) => `${name} (${type}, ${bytes}${inline ? ', inline' : ''})`,
        ),
      ),
      ...listed(
        'thread',
        evidence.map(({ kind, forwarded }) => (forwarded ? `${kind}, forwarded` : kind)),
      ),
      verdicts: [spf, dkim, dmarc, spam, virus, dmarcPolicy].filter(Boolean).join(' '),
      becomes: what(
        message,
        evidence.some(({ guessable, forwarded }) => !guessable && !forwarded),
      ),
    };
  } catch (error) {
    if (isRefusal(error))
      return {
        refused: error.code,
        ...listed(
          'limits',
          error.faults.map(({ pointer }) => pointer),
        ),
      };
    throw error;
  }
}
