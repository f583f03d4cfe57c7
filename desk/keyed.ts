import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Key } from './intake/tokens.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** 26 characters of 5 bits: 130 bits, beyond guessing. */
const LENGTH = 26;

/** An opaque word only we can make for these values: a keyed hash, 130 bits, lower-case base 32. */
export function keyed(key: Key, ...values: readonly string[]): string {
  const digest = createHmac('sha256', key.secret).update(JSON.stringify(values)).digest();
  let bits = 0n;
  for (const byte of digest.subarray(0, 17)) bits = (bits << 8n) | BigInt(byte);
  let word = '';
  for (let i = 0; i < LENGTH; i += 1) word += ALPHABET.charAt(Number((bits >> BigInt(i * 5)) & 31n));
  return word;
}

/** Whether one of our keys made this word for these values; compared in constant time. */
export function isKeyed(keys: readonly Key[], word: string, ...values: readonly string[]): boolean {
  const given = Buffer.from(word.padEnd(LENGTH).slice(0, LENGTH));
  const matches = keys.map((key) => timingSafeEqual(given, Buffer.from(keyed(key, ...values))));
  return word.length === LENGTH && matches.includes(true);
}
