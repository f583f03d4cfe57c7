import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DeskError } from '#desk/errors.ts';
import { faultsOf } from '../shell/faults.ts';
import { door, json, jsonBody } from '../shell/http.ts';
import type { Call } from './call.ts';
import type { Route } from './route.ts';

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

/** A function of the API: what the gateway routed here is looked up, its body checked, its operation run. */
export function answering(
  routes: readonly Route[],
  operations: Readonly<Record<string, (call: Call<never>) => Promise<unknown>>>,
) {
  const byKey = new Map(routes.map((route) => [`${route.method} ${route.path}`, route]));
  return door(async (event) => {
    const route = byKey.get(event.routeKey);
    const run = operations[route?.operation ?? ''];
    if (route === undefined || run === undefined)
      throw new DeskError('case-not-found', `there is no ${event.routeKey}`);
    // The schema has just said what the body is; each operation names that shape.
    const call = { event, body: bodyOf(route, event), path: event.pathParameters ?? {} } as Call<never>;
    return json(route.status ?? 200, await run(call));
  });
}
