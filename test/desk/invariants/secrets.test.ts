import { describe, test, vi } from 'vitest';
import type { Ports } from '#desk/ports.ts';
import { outside } from '../memory/outside.ts';
import { breaks, holds } from './runs.ts';
import { canBeAnswered, SECRETS, type Secrets, tokenIsSecret } from './secrets.ts';

// The pages are made by a function, which knows its desk by its environment.
for (const name of ['CASES_TABLE', 'FRONT_DOOR', 'COMPANY_DOMAINS', 'PUBLIC_URL'])
  vi.stubEnv(name, 'desk.example');
vi.stubEnv('AWS_REGION', 'eu-west-1');

const RUNS = 100;

describe('questions that are out hold their invariants', () => {
  test('K5: the token of a process is never shown, and an old one is dead', () =>
    holds('K5', tokenIsSecret(SECRETS), RUNS));
  test('K2: whatever is asked can be answered, and has a time', () =>
    holds('K2', canBeAnswered(SECRETS), RUNS));
});

/** The token stands in the history, too. */
const inTheHistory: Secrets = {
  ...SECRETS,
  ports: ({ ports }) => {
    const append: Ports['cases']['append'] = (before, after, commit) => {
      const [change] = commit.tasks ?? [];
      const extra = change?.type === 'ask' ? { token: change.task.token } : {};
      return ports.cases.append(before, after, {
        ...commit,
        events: commit.events.map((event) => ({ ...event, ...extra })),
      });
    };
    return { ...ports, cases: { ...ports.cases, append } };
  },
};

/** A retry leaves the old token on the row. */
const keepsTheOld: Secrets = {
  ...SECRETS,
  ports: ({ ports, rows }) => ({
    ...ports,
    tasks: {
      ...ports.tasks,
      rebind: async (ref, token) => {
        const before = rows.tasks.get(ref);
        const bound = await ports.tasks.rebind(ref, token);
        if (before) rows.tasks.set(ref, before);
        return bound;
      },
    },
  }),
};

/** What cannot be sent is forgotten. */
const forgets: Secrets = {
  ...SECRETS,
  world: () => {
    const world = outside();
    return {
      ...world,
      deliver: async (ports, out) => {
        if (out.effect.kind !== 'webhook' || world.behaves.system.url !== '') await world.deliver(ports, out);
      },
    };
  },
};

describe('and each of them would notice its mutant', () => {
  test('K5: the token stands in an event', () =>
    breaks('K5', 'in the history', tokenIsSecret(inTheHistory), RUNS));
  test('K5: a retry keeps the old token', () =>
    breaks('K5', 'keeps the old', tokenIsSecret(keepsTheOld), RUNS));
  test('K2: a webhook without an endpoint is forgotten', () =>
    breaks('K2', 'forgets', canBeAnswered(forgets), RUNS));
});
