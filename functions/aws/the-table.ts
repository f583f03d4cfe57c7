import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { required } from '../environment.ts';
import { once } from '../once.ts';
import type { Table } from './table.ts';

/** The client of the table, whose connections and credentials serve other services too, also where no table is lent. */
export const client = once(() => new DynamoDBClient({}));

/** The table of the desk with its client. */
export const table = once((): Table => ({ db: client(), name: required('CASES_TABLE') }));
