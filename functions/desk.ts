import { catalogueOf } from '#desk/department.ts';
import type { Ports } from '#desk/ports.ts';
import { departments } from '#statemachines/departments.ts';
import { automaticTable } from './aws/automatic-table.ts';
import { casesTable } from './aws/cases-table.ts';
import { chatsTable } from './aws/chats-table.ts';
import { deliveriesTable } from './aws/deliveries-table.ts';
import { directoryTable } from './aws/directory-table.ts';
import { filesTable } from './aws/files-table.ts';
import { ids } from './aws/ids.ts';
import { ledgerTable } from './aws/ledger-table.ts';
import { suppressionsTable } from './aws/suppressions-table.ts';
import type { Table } from './aws/table.ts';
import { tasksTable } from './aws/tasks-table.ts';
import { table } from './aws/the-table.ts';
import { optional, required } from './environment.ts';
import { once } from './once.ts';

/** What only some functions are given: each costs a client to load and a right to hold. */
export type Lent = Pick<Ports, 'keys' | 'bodies' | 'endpoints'>;

const notLent = (what: string) => () => {
  throw new Error(`this function was not given the desk's ${what}`);
};

const NOTHING: Lent = {
  keys: notLent('keys'),
  bodies: {
    get: notLent('bodies'),
    put: notLent('bodies'),
    putFile: notLent('bodies'),
    getFile: notLent('bodies'),
  },
  endpoints: {
    find: notLent('endpoints'),
    keep: notLent('endpoints'),
    takeReport: notLent('endpoints'),
    keepKeyUse: notLent('endpoints'),
    keyUses: notLent('endpoints'),
  },
};

/** The desk on a table, with nothing lent. */
export const deskOn = (where: Table, settings: Ports['settings']): Ports => ({
  ...NOTHING,
  now: () => new Date().toISOString(),
  ids: ids(Date.now),
  catalogue: catalogueOf(departments),
  settings,
  cases: casesTable(where),
  tasks: tasksTable(where),
  ledger: ledgerTable(where, settings.frontDoor),
  deliveries: deliveriesTable(where),
  automatic: automaticTable(where),
  suppressions: suppressionsTable(where),
  files: filesTable(where),
  directory: directoryTable(where),
  chats: chatsTable(where),
});

/** The desk as AWS answers it, made once per container, with what this function is lent besides the table. */
export const deskWith = (lent: () => Partial<Lent>): (() => Ports) =>
  once((): Ports => {
    const where = table();
    const settings = {
      frontDoor: required('FRONT_DOOR'),
      companyDomains: required('COMPANY_DOMAINS').split(','),
      publicUrl: optional('PUBLIC_URL') ?? '',
      ...(optional('FILES_UNSCANNED') !== undefined && { unscanned: true as const }),
    };
    return { ...deskOn(where, settings), ...lent() };
  });

/** The desk with its table and nothing else. */
export const desk = deskWith(() => ({}));
