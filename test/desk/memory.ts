import { catalogueOf } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import { DEPARTMENTS } from '#statemachines/index.ts';
import { casesIn } from './memory/cases.ts';
import { emptyRows, type Rows } from './memory/rows.ts';
import {
  automaticIn,
  bodiesIn,
  chatsIn,
  deliveriesIn,
  directoryIn,
  endpointsIn,
  filesIn,
  ledgerIn,
  suppressionsIn,
  tasksIn,
} from './memory/stores.ts';

/** A Monday morning on which every department is open. */
export const MONDAY = '2026-03-02T09:00:00.000Z';
export const FRONT_DOOR = 'help@desk.example';
export const KEY = { id: 'k1', secret: Buffer.from('a secret of thirty-two bytes, ok') };

/** A desk in memory, with a clock that moves only when told. */
export type Memory = Readonly<{
  ports: Ports;
  rows: Rows;
  /** Lets so many minutes go by. */
  pass(minutes: number): void;
}>;

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const letters = (value: number, length: number) => {
  let word = '';
  for (let left = value; word.length < length; left = Math.floor(left / 32))
    word = LETTERS.charAt(left % 32) + word;
  return word;
};

/** Ids in order of the clock and of asking: the same in every run. */
const idsIn = (rows: Rows): Ports['ids'] => ({
  caseId: () => {
    rows.ids += 1;
    return letters(Date.parse(rows.now), 10) + letters(rows.ids, 16);
  },
  ref: () => {
    rows.ids += 1;
    return letters(rows.ids, 26);
  },
});

/** The desk with its departments, and every port answered from memory. */
export function memory(now = MONDAY): Memory {
  const rows = emptyRows(now);
  return {
    rows,
    pass: (minutes) => {
      rows.now = new Date(Date.parse(rows.now) + minutes * 60_000).toISOString();
    },
    ports: {
      now: () => rows.now,
      ids: idsIn(rows),
      keys: async () => [KEY],
      catalogue: catalogueOf(DEPARTMENTS),
      settings: {
        frontDoor: FRONT_DOOR,
        companyDomains: ['corp.example'],
        publicUrl: 'https://desk.example',
      },
      cases: casesIn(rows),
      tasks: tasksIn(rows),
      ledger: ledgerIn(rows, FRONT_DOOR),
      deliveries: deliveriesIn(rows),
      endpoints: endpointsIn(rows),
      automatic: automaticIn(rows),
      suppressions: suppressionsIn(rows),
      directory: directoryIn(rows),
      chats: chatsIn(rows),
      bodies: bodiesIn(rows),
      files: filesIn(rows),
    },
  };
}
