import type { Mutant } from './world.ts';

const without = (raw: string, pattern: RegExp) => {
  const end = raw.search(/\r?\n\r?\n/);
  return raw.slice(0, end).replace(pattern, 'X-Was: x') + raw.slice(end);
};

/** Wrong desks, each of which must be found by one of its scenarios: what they survive says nothing about the right one. */
export const MUTANTS: readonly Readonly<{ name: string; mutant: Mutant; scenarios: readonly string[] }>[] = [
  {
    name: 'no caps on automatic mail',
    scenarios: ['a ticket system that forgets what it was written'],
    mutant: { ports: (ports) => ({ ...ports, automatic: { find: async () => [], keep: async () => {} } }) },
  },
  {
    name: 'Auto-Submitted is not read',
    scenarios: ['an absence note to each mail', 'the same, and it says that it is a machine'],
    mutant: { raw: (raw) => without(raw, /^Auto-Submitted:.*$/gim) },
  },
  {
    name: 'our own mail is taken for somebody’s',
    scenarios: ['a mailing list that includes us'],
    mutant: {
      raw: (raw) => without(raw, /^(?:X-Desk-Loop|Auto-Submitted|Precedence|List-Id):.*$/gim),
      intake: (ports) => ({
        ...ports,
        settings: { ...ports.settings, frontDoor: 'nobody@nowhere.example' },
      }),
    },
  },
  {
    name: 'our marks in a reply are not known',
    scenarios: ['a ticket system that greets each mail with a new number'],
    mutant: { raw: (raw) => raw.replace(/\[[A-Z]+-\S+ [0-9a-z]{4}\]/g, '').replace(/\+[^@\s]*@/g, '@') },
  },
  {
    name: 'a case forgets how often it was opened again',
    scenarios: ['a ticket system that greets each mail with a new number'],
    mutant: {
      ports: (ports) => ({
        ...ports,
        cases: {
          ...ports.cases,
          find: async (id) => {
            const found = await ports.cases.find(id);
            return found && { ...found, reopened: [] };
          },
        },
      }),
    },
  },
  {
    name: 'every mail that stays here raises an alarm',
    scenarios: ['a ticket system that forgets what it was written'],
    mutant: {
      ports: (ports) => ({
        ...ports,
        automatic: {
          ...ports.automatic,
          keep: async (to, found, next) => {
            if (next.stopped !== true) await ports.automatic.keep(to, found, next);
          },
        },
      }),
    },
  },
  {
    name: 'machines whose mail was stopped may still begin new cases',
    scenarios: ['a ticket system that forgets what it was written'],
    mutant: { intake: (ports) => ({ ...ports, automatic: { ...ports.automatic, find: async () => [] } }) },
  },
];
