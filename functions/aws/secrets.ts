import { once } from '../once.ts';
import { askedInJson } from './asked-in-json.ts';
import { client } from './the-table.ts';

/** A secret read is good for this long, so a rotation is seen without a deployment (W16). */
const KEPT_MS = 60_000;

type Ask = (operation: 'GetSecretValue', input: { SecretId: string }) => Promise<{ SecretString?: string }>;

/** Reads secrets by name, each at most once a minute and container. `now` in milliseconds. */
export function secrets(ask: Ask, now: () => number = Date.now): (name: string) => Promise<string> {
  const kept = new Map<string, { value: Promise<string>; until: number }>();
  const read = async (name: string) => {
    const { SecretString } = await ask('GetSecretValue', { SecretId: name });
    if (SecretString === undefined) throw new Error(`the secret ${name} is empty`);
    return SecretString;
  };
  return (name) => {
    const found = kept.get(name);
    if (found !== undefined && found.until > now()) return found.value;
    const value = read(name);
    kept.set(name, { value, until: now() + KEPT_MS });
    // A failed read is not kept: the next call tries again.
    value.catch(() => kept.delete(name));
    return value;
  };
}

/** Reads a secret by its name. */
export const secret = once(() => secrets(askedInJson(client(), 'secretsmanager')));
