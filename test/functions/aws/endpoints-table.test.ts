import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { afterAttempt, type Health } from '#desk/delivery/circuit.ts';
import { deliveriesTable } from '#functions/aws/deliveries-table.ts';
import { endpointsTable } from '#functions/aws/endpoints-table.ts';

type Input = Readonly<{
  ConsistentRead?: boolean;
  Item?: Readonly<Record<string, { N?: string }>>;
}>;
let sent: [string, Input][];
let row: Health | undefined;
const db = {
  send: async ({ constructor: kind, input }: { constructor: { name: string }; input: Input }) => {
    sent.push([kind.name, input]);
    return { Items: row === undefined ? [] : [marshall(row)] };
  },
} as unknown as DynamoDBClient;
const table = { db, name: 'cases' };
const AT = '2026-03-02T09:00:00.000Z';
beforeEach(() => {
  sent = [];
  row = undefined;
});

test('W5 what is well is asked once a minute, whatever is sent, for half the price', async () => {
  let now = Date.parse(AT);
  const endpoints = endpointsTable(table, 60_000, () => now);
  for (let second = 0; second < 120; second += 1) {
    await endpoints.find('it');
    now += 1000;
  }
  expect(sent.map(([command, { ConsistentRead }]) => [command, ConsistentRead])).toEqual([
    ['QueryCommand', false],
    ['QueryCommand', false],
  ]);
});

test('W5 what is not is asked for every call, and as it is at that moment', async () => {
  row = afterAttempt(undefined, { message: 'm', failed: true, probe: false, at: AT });
  const endpoints = endpointsTable(table, 60_000, () => Date.parse(AT));
  for (let i = 0; i < 3; i += 1) await endpoints.find('it');
  expect(sent.map(([, { ConsistentRead }]) => ConsistentRead)).toEqual([false, true, true]);
});

test('W16 a key that signs all day is written of once an hour, without asking', async () => {
  const endpoints = endpointsTable(table);
  for (let minute = 0; minute < 120; minute += 1)
    await endpoints.keepKeyUse('it', 'k1', new Date(Date.parse(AT) + minute * 60_000).toISOString());
  expect(sent.map(([command]) => command)).toEqual(['UpdateItemCommand', 'UpdateItemCommand']);
});

test('W6 the log of a delivery is kept for thirty days', async () => {
  await deliveriesTable(table).keep({
    id: 'c-2-task',
    caseId: 'c',
    kind: 'webhook',
    state: 'delivered',
    at: AT,
    attempts: 1,
  });
  const [[, { Item }] = expect.fail('nothing was written')] = sent;
  expect(Number(Item?.expiresAt?.N)).toBe(Date.parse(AT) / 1000 + 30 * 86_400);
});
