import { createHash } from 'node:crypto';
import { required } from '../environment.ts';
import { secret } from './secrets.ts';

/** The active webhook secrets of a department: one a line, the newest first; all sign and all verify (W1, W16). */
export async function secretsOf(department: string): Promise<readonly string[]> {
  const text = await secret()(`${required('DEPARTMENT_SECRET_PREFIX')}${department}/webhook`);
  return text.split('\n').filter((line) => line !== '');
}

/** A key as people may see it: a part of its hash (W16). */
export const keyName = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 8);
