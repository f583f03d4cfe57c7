import { isObject, type Json, type JsonObject } from '../json.ts';
import { Refusal, required, wantedAtMost } from '../refusal.ts';
import { type Action, epoch, executionOf, present } from './service.ts';

const DATA = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/** The history of an execution, page by page; a token is the number of the next event. */
export const getExecutionHistory: Action = (service, request) => {
  const { id } = executionOf(service, required(request, 'executionArn'));
  const backwards = request.reverseOrder === true;
  const size = wantedAtMost(request) ?? 100;
  const from = startOf(request.nextToken, backwards);
  const rows = service.db
    .prepare(
      `SELECT id, at, type, previous, details FROM events WHERE execution = ? AND id ${backwards ? '<=' : '>='} ?
       ORDER BY id ${backwards ? 'DESC' : 'ASC'} LIMIT ?`,
    )
    .all(id, from, size + 1);
  const next = rows[size]?.id;
  const events = rows.slice(0, size).map((row): JsonObject => {
    const details = row.details === null ? {} : (JSON.parse(String(row.details)) as JsonObject);
    return {
      timestamp: epoch(Number(row.at)),
      type: String(row.type),
      id: Number(row.id),
      previousEventId: Number(row.previous),
      ...(request.includeExecutionData === false ? withoutData(details) : details),
    };
  });
  return present({
    events,
    nextToken: next === undefined ? undefined : Buffer.from(String(next)).toString('base64'),
  });
};

function startOf(token: Json | undefined, backwards: boolean): number {
  if (token === undefined) return backwards ? Number.MAX_SAFE_INTEGER : 0;
  const at = Number(Buffer.from(String(token), 'base64').toString());
  if (Number.isInteger(at)) return at;
  throw new Refusal('InvalidToken', "Invalid Token: 'Invalid token'");
}

const withoutData = (details: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(details).map(([name, fields]) => [
      name,
      isObject(fields)
        ? Object.fromEntries(Object.entries(fields).filter(([field]) => !DATA.has(field)))
        : fields,
    ]),
  );
