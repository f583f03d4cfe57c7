import { afterAll, beforeAll } from 'vitest';
import { automaticTable } from '#functions/aws/automatic-table.ts';
import { casesTable } from '#functions/aws/cases-table.ts';
import { chatsTable } from '#functions/aws/chats-table.ts';
import { deliveriesTable } from '#functions/aws/deliveries-table.ts';
import { directoryTable } from '#functions/aws/directory-table.ts';
import { endpointsTable } from '#functions/aws/endpoints-table.ts';
import { ledgerTable } from '#functions/aws/ledger-table.ts';
import { suppressionsTable } from '#functions/aws/suppressions-table.ts';
import { tasksTable } from '#functions/aws/tasks-table.ts';
import { dueUntil } from '#functions/aws/wake-index.ts';
import { appends } from '#test/desk/contract/append.ts';
import { appendsSeveral } from '#test/desk/contract/append-all.ts';
import { approvals } from '#test/desk/contract/approvals.ts';
import { endpoints } from '#test/desk/contract/endpoints.ts';
import { listings } from '#test/desk/contract/listings.ts';
import { parts } from '#test/desk/contract/parts.ts';
import { questions } from '#test/desk/contract/questions.ts';
import { rows } from '#test/desk/contract/rows.ts';
import type { Open } from '#test/desk/contract/stores.ts';
import { FRONT_DOOR } from '#test/desk/memory.ts';
import { realTable } from './dynamodb.ts';

let table: Awaited<ReturnType<typeof realTable>>;
beforeAll(async () => {
  table = await realTable();
});
afterAll(() => table.stop());

/** The adapters on a real DynamoDB; the suites share its table, since no two tests share an id. */
const open: Open = async () => ({
  stores: {
    cases: casesTable(table),
    tasks: tasksTable(table),
    ledger: ledgerTable(table, FRONT_DOOR),
    deliveries: deliveriesTable(table),
    endpoints: endpointsTable(table),
    automatic: automaticTable(table),
    suppressions: suppressionsTable(table),
    directory: directoryTable(table),
    chats: chatsTable(table),
    dueUntil: (until) => dueUntil(table, until),
  },
  close: () => {},
});

appends('the table', open);
appendsSeveral('the table', open);
questions('the table', open);
parts('the table', open);
approvals('the table', open);
rows('the table', open);
endpoints('the table', open);
listings('the table', open, 25);
