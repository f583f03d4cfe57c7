import type { Key } from '#desk/intake/tokens.ts';
import { required } from '../environment.ts';
import { secret } from './secrets.ts';

/** Keys of the desk: the secret holds one a line, the newest first; every line verifies, the first signs. */
export async function keys(): Promise<readonly [Key, ...Key[]]> {
  const [first, ...others] = (await secret()(required('KEYS_SECRET')))
    .split('\n')
    .filter((line) => line !== '');
  if (first === undefined) throw new Error('the secret of the desk holds no key');
  const keyOf = (text: string, at: number): Key => ({
    id: String(at),
    secret: new TextEncoder().encode(text),
  });
  return [keyOf(first, 0), ...others.map((text, at) => keyOf(text, at + 1))];
}
