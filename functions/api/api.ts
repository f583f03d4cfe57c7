import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DeskError } from '#desk/errors.ts';
import { faultsOf } from '../shell/faults.ts';
import { door, json, jsonBody } from '../shell/http.ts';
import { OPERATIONS } from './operations.ts';
import { ROUTES, type Route } from './routes.ts';

const BY_KEY = new Map<string, (typeof ROUTES)[number]>(
  ROUTES.map((route) => [`${route.method} ${route.path}`, route]),
);

/** The body of a request in the shape of its schema. Refuses `invalid` with a pointer to each field that is wrong. */
function bodyOf({ body: schema }: Route, event: APIGatewayProxyEventV2): unknown {
  if (schema === undefined) return undefined;
  const read = schema.safeParse(jsonBody(event));
  if (read.success) return read.data;
  const faults = faultsOf(read.error.issues);
  throw new DeskError('invalid', faults.map(({ pointer, message }) => `${pointer}: ${message}`).join('; '), {
    faults,
  });
}

/** The API: what the gateway routed here is looked up, its body checked, its operation run. */
export const handler = door(async (event) => {
  const route = BY_KEY.get(event.routeKey);
  if (route === undefined) throw new DeskError('case-not-found', `there is no ${event.routeKey}`);
  // The schema has just said what the body is; each operation names that shape.
  const run = OPERATIONS[route.operation] as (call: object) => Promise<unknown>;
  const answer = await run({ event, body: bodyOf(route, event), path: event.pathParameters ?? {} });
  return json('status' in route ? route.status : 200, answer);
});
