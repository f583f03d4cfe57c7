import { randomBytes } from 'node:crypto';
import type { Ports } from '#desk/ports.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const base32 = (value: bigint, length: number) =>
  Array.from({ length }, (_, i) =>
    ALPHABET.charAt(Number((value >> BigInt((length - 1 - i) * 5)) & 31n)),
  ).join('');

const random = (bytes: number) => BigInt(`0x${randomBytes(bytes).toString('hex')}`);

/** Ids: time first, so that listings of a table are in order; 80 random bits behind it, so that none can be guessed. */
export const ids = (now: () => number): Ports['ids'] => ({
  caseId: () => base32(BigInt(now()), 10) + base32(random(10), 16),
  ref: () => base32(random(17), 26),
});
