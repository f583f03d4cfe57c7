import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeskError } from '#desk/errors.ts';
import type { Ports } from '#desk/ports.ts';
import { OPENING } from '#functions/api/opening-operations.ts';
import { casesTable } from '#functions/aws/cases-table.ts';
import { ledgerTable } from '#functions/aws/ledger-table.ts';
import { desk as ofApi } from '#functions/writing-desk.ts';
import { refusalOf } from '../../desk/memory/stories.ts';
import { FRONT_DOOR, type Memory, memory } from '../../desk/memory.ts';
import { realTable } from '../aws/dynamodb.ts';

vi.mock('#functions/writing-desk.ts', () => ({ desk: vi.fn() }));

let table: Awaited<ReturnType<typeof realTable>>;
beforeAll(async () => {
  table = await realTable();
});
afterAll(() => table.stop());

let desk: Memory;
const serve = (ports: Ports) => vi.mocked(ofApi).mockReturnValue(ports);
beforeEach(() => {
  desk = memory();
  serve(desk.ports);
});

const body = { subject: 'My laptop', text: 'My laptop shows a blue screen and restarts.' };
const opens = (key: string) => {
  const event = {
    headers: { 'idempotency-key': key },
    requestContext: { requestId: 'r', authorizer: { jwt: { claims: { sub: 'anna@corp.example' } } } },
  };
  return OPENING.openCase({ event: event as unknown as APIGatewayProxyEventV2, body, path: {} });
};
/** The books as somebody sees them who looked a moment too early. */
const tooEarly = (ledger: Ports['ledger']): Ports['ledger'] => {
  let looks = 0;
  return { ...ledger, find: async (key) => (looks++ === 0 ? undefined : ledger.find(key)) };
};
const distinct = (answers: readonly { caseId: string }[]) =>
  new Set(answers.map(({ caseId }) => caseId)).size;

describe('opening with one Idempotency-Key (C1)', () => {
  test('at once, on the real table: everyone is answered with the one case', async () => {
    serve({ ...desk.ports, cases: casesTable(table), ledger: ledgerTable(table, FRONT_DOOR) });
    for (const round of ['1', '2', '3']) {
      const answers = await Promise.all(Array.from({ length: 6 }, () => opens(`at once ${round}`)));
      expect(distinct(answers)).toBe(1);
    }
  });

  test('where the store only says that somebody else was writing, the ledger is looked at again', async () => {
    const first = await opens('k');
    let races = 0;
    const append: Ports['cases']['append'] = async (...step) => {
      races += 1;
      if (races < 3) throw new DeskError('stale-version', 'two at once');
      await desk.ports.cases.append(...step);
    };
    serve({ ...desk.ports, ledger: tooEarly(desk.ports.ledger), cases: { ...desk.ports.cases, append } });
    expect(await opens('k')).toEqual(first);
    expect(desk.rows.heads.size).toBe(1);
  });

  test('V2 a race that is always lost is answered with the first case all the same, or told when there is none', async () => {
    const first = await opens('k');
    let tries = 0;
    const append: Ports['cases']['append'] = async () => {
      tries += 1;
      throw new DeskError('stale-version', 'two at once');
    };
    serve({ ...desk.ports, ledger: tooEarly(desk.ports.ledger), cases: { ...desk.ports.cases, append } });
    expect(await opens('k')).toEqual(first);
    expect(tries).toBe(6);
    expect(await refusalOf(opens('another'))).toBe('stale-version');
  });
});
