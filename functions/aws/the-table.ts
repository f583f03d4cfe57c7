import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { required } from '../environment.ts';
import { once } from '../once.ts';
import type { Table } from './table.ts';

/** The table of the desk with its client. */
export const table = once((): Table => ({ db: new DynamoDBClient({}), name: required('CASES_TABLE') }));
