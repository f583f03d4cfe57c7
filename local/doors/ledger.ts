import { isObject, type Json, type JsonObject } from '../json.ts';
import type { ApiDoor } from './api.ts';

/** One row of the ledger as a stranger sees it. */
export interface LedgerRow {
  readonly at: Json;
  readonly messageId: Json;
  readonly class: Json;
  readonly cause: Json;
  readonly caseId: Json;
}

/** Far more pages than one machine ever fills; a cursor that leads in a circle ends here. */
const MOST_PAGES = 10_000;

function rowsIn(answer: Json): JsonObject[] {
  const list = Array.isArray(answer)
    ? answer
    : isObject(answer)
      ? Object.values(answer).find(Array.isArray)
      : undefined;
  return (list ?? []).filter(isObject);
}

/** Reads the whole ledger since a day from the deployed API, page by page, with a token of the platform's people. */
export async function readLedger(api: ApiDoor, token: string, since: string): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  let cursor: string | undefined;
  for (let i = 0; i < MOST_PAGES; i++) {
    const query = `?since=${since}${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const headers = { authorization: `Bearer ${token}`, host: '127.0.0.1' };
    const asked = {
      method: 'GET',
      url: `/ledger${query}`,
      headers,
      body: Buffer.alloc(0),
      sourceIp: '127.0.0.1',
    };
    const { status, body } = await api(asked);
    if (status !== 200) throw new Error(`the API answered ${status} to GET /ledger: ${body.toString()}`);
    const answer = JSON.parse(body.toString()) as Json;
    for (const row of rowsIn(answer)) {
      const { at = null, messageId = null, class: kind = null, cause = null, caseId = null } = row;
      rows.push({ at, messageId, class: kind, cause, caseId });
    }
    const next = isObject(answer) ? answer.cursor : undefined;
    if (typeof next !== 'string' || next === '') return rows;
    cursor = next;
  }
  return rows;
}
