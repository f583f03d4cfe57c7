/** What the delivery log keeps of an answer, in bytes (W6). */
const LONGEST_BYTES = 4096;

/** A secret or a signature as Standard Webhooks write them; some systems answer with the request they got. */
const SIGNING = /\bwhsec_[\w+/=-]*|\bv1a?,[A-Za-z0-9+/=]{20,}/g;

/** What a system answered, as the delivery log keeps it: without secrets and signatures, and cut to four kibibytes (W6). */
export function noteOf(answer: string, secrets: readonly string[]): string {
  const bare = secrets
    .map((secret) => secret.replace(/^whsec_/, ''))
    .filter((secret) => secret !== '')
    .reduce((text, secret) => text.replaceAll(secret, '…'), answer.replace(SIGNING, '…'));
  const bytes = new TextEncoder().encode(bare);
  if (bytes.length <= LONGEST_BYTES) return bare;
  // A letter that is cut through is left out.
  return new TextDecoder().decode(bytes.slice(0, LONGEST_BYTES), { stream: true });
}
