import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '../assembly/deployment.ts';
import type { Functions } from '../lambda/functions.ts';
import { type Answer, fromFunction, json } from './answer.ts';
import { type Asked, apiEvent } from './api-event.ts';
import type { Issuer } from './issuer.ts';
import { findRoute } from './routes.ts';

/** An HTTP API waits no longer for a function. */
const LONGEST_WAIT = 30_000;

/** Answers requests as the deployed HTTP API would. */
export type ApiDoor = (asked: Asked) => Promise<Answer>;

/** Makes the HTTP API of the assembly; without one, every path is unknown. */
export function createApi(api: Api | undefined, functions: Functions, issuer: Issuer): ApiDoor {
  return async (asked) => {
    const path = asked.url.split('?')[0] ?? '/';
    const taken = api && findRoute(api.routes, asked.method, path);
    if (!api || !taken) return json(404, { message: 'Not Found' });
    const { authorizer, scopes } = taken.route;
    const token = asked.headers.authorization?.replace(/^Bearer\s+/i, '') ?? '';
    const claims = authorizer && (await issuer.verify(token, authorizer));
    if (authorizer && !claims) return json(401, { message: 'Unauthorized' });
    const granted = String(claims?.scope ?? '').split(' ');
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
      return json(403, { message: 'Forbidden' });
    }
    // The gateway's clock is the machine's, like that of the systems that sign callbacks; only the desk's is moved.
    const event = apiEvent(asked, taken, api.id, claims, Date.now());
    const enough = new AbortController();
    try {
      const outcome = await Promise.race([
        functions.invoke(taken.route.functionName, event),
        pause(LONGEST_WAIT, undefined, { signal: enough.signal }),
      ]);
      if (!outcome) return json(503, { message: 'Service Unavailable' });
      return outcome.failed ? json(500, { message: 'Internal Server Error' }) : fromFunction(outcome.payload);
    } finally {
      enough.abort();
    }
  };
}
