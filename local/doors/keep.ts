import { randomInt } from 'node:crypto';
import type { Deployment, Parameter, Secret } from '../assembly/deployment.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { State } from '../state.ts';

/** Where a department's system is, or the secret it signs with. */
export interface DepartmentEndpoint {
  readonly department: string;
  readonly url?: string | undefined;
  readonly secret?: string | undefined;
}

/** The secrets and parameters of this machine by name. */
export interface Keep {
  secret(nameOrArn: string): Secret | undefined;
  parameter(name: string): Parameter | undefined;
  parameters(): readonly Parameter[];
  /** Replaces what a secret of the templates says, now and after a restart. */
  setSecret(name: string, value: string): void;
  /** Replaces what a parameter says, now and after a restart. */
  setParameter(name: string, value: string): void;
  /** Points a department at another system, now and after a restart. */
  setEndpoint(endpoint: DepartmentEndpoint): void;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** A value as `GenerateSecretString` would make it. */
function generated(rules: JsonObject): string {
  const excluded = String(rules.ExcludeCharacters ?? '');
  const digits = rules.ExcludeNumbers === true ? '' : DIGITS;
  const marks = rules.ExcludePunctuation === true ? '' : PUNCTUATION;
  const alphabet = [...`${LETTERS}${digits}${marks}`].filter((one) => !excluded.includes(one));
  const length = Number(rules.PasswordLength ?? 32);
  const value = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  if (typeof rules.GenerateStringKey !== 'string') return value;
  const template = JSON.parse(String(rules.SecretStringTemplate ?? '{}')) as JsonObject;
  return JSON.stringify({ ...template, [rules.GenerateStringKey]: value });
}

const endpointName = (department: string) => `/switchboard/local/departments/${department}/endpoint`;
const secretName = (department: string) => `switchboard/local/departments/${department}/webhook`;
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Opens the secrets and parameters: what the templates say, what was generated once, and what was set from outside. */
export function openKeep(deployment: Deployment, state: State, given: readonly DepartmentEndpoint[]): Keep {
  const kept = state.get('secrets');
  const values: JsonObject = isObject(kept) ? { ...kept } : {};
  const before = state.get('endpoints');
  const set: JsonObject = isObject(before) ? { ...before } : {};
  const secrets = new Map<string, Secret>();
  const parameters = new Map<string, Parameter>();

  for (const secret of deployment.secrets) {
    const value = textOf(values[secret.name]) ?? secret.value ?? generated(secret.generate);
    if (secret.value === undefined) values[secret.name] = value;
    secrets.set(secret.name, { ...secret, value: secret.value ?? value });
  }
  state.set('secrets', values);
  const overwritten = state.get('parameters');
  const written: JsonObject = isObject(overwritten) ? { ...overwritten } : {};
  for (const parameter of deployment.parameters) {
    parameters.set(parameter.name, {
      ...parameter,
      value: textOf(written[parameter.name]) ?? parameter.value,
    });
  }

  function point({ department, url, secret }: DepartmentEndpoint): void {
    if (url !== undefined) {
      const name = endpointName(department);
      // A system on this machine is a private one: the desk calls public addresses by https only.
      const value = JSON.stringify({ url, network: 'private' });
      parameters.set(name, { name, type: 'String', value });
    }
    if (secret !== undefined) {
      const name = secretName(department);
      const arn =
        secrets.get(name)?.arn ?? `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-local1`;
      secrets.set(name, { name, arn, value: secret, generate: {} });
    }
  }

  for (const [department, one] of Object.entries(set)) {
    if (isObject(one)) point({ department, url: textOf(one.url), secret: textOf(one.secret) });
  }
  given.forEach(point);

  return {
    secret: (wanted) => secrets.get(wanted) ?? [...secrets.values()].find(({ arn }) => arn === wanted),
    parameter: (name) => parameters.get(name) ?? parameters.get(name.replace(/^arn:[^/]*:parameter/, '')),
    parameters: () => [...parameters.values()],
    setSecret: (name, value) => {
      const secret = secrets.get(name);
      if (secret) secrets.set(name, { ...secret, value });
      values[name] = value;
      state.set('secrets', values);
    },
    setParameter: (name, value) => {
      parameters.set(name, { type: 'String', ...parameters.get(name), name, value });
      written[name] = value;
      state.set('parameters', written);
    },
    setEndpoint: (endpoint) => {
      point(endpoint);
      const { department, url, secret } = endpoint;
      const one = isObject(set[department]) ? set[department] : {};
      set[department] = {
        ...one,
        ...(url !== undefined && { url }),
        ...(secret !== undefined && { secret }),
      };
      state.set('endpoints', set);
    },
  };
}
