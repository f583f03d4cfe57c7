import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { HERE } from '../assembly/identities.ts';
import type { JsonObject } from '../json.ts';
import type { Taken } from './routes.ts';

/** A request as it came in, body read. */
export interface Asked {
  readonly method: string;
  /** Path and query, as on the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => String(n).padStart(2, '0');

/** The time as API Gateway writes it: `12/Mar/2026:19:03:58 +0000`. */
function logTime(at: Date): string {
  const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

/** Bodies of these types travel as text; every other one as base64, a form too. */
const isText = (type: string) =>
  /^(text\/.*|application\/(.+\+)?(json|xml)|application\/javascript)$/.test(
    type.split(';')[0]?.trim() ?? '',
  );

function bodyOf({ body, headers }: Asked) {
  if (body.length === 0) return { isBase64Encoded: false };
  const type = headers['content-type'];
  const asText = type === undefined || isText(type.toLowerCase());
  return { body: body.toString(asText ? 'utf8' : 'base64'), isBase64Encoded: !asText };
}

/** Lower-case names, repeated values joined by commas; cookies stand apart. */
function headersOf(headers: IncomingHttpHeaders): Record<string, string> {
  const { cookie: _cookie, ...rest } = headers;
  const plain = Object.entries(rest).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : (value ?? ''),
  ]);
  return Object.fromEntries(plain) as Record<string, string>;
}

function queryOf(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = found.get(name);
    found.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(found);
}

/** The event an HTTP API hands to a function: payload format 2.0. */
export function apiEvent(
  asked: Asked,
  { route, pathParameters }: Taken,
  api: string,
  claims: JsonObject | undefined,
  now: number,
): JsonObject {
  const [path = '/', query = ''] = asked.url.split(/\?(.*)/s);
  const headers = headersOf(asked.headers);
  const routeKey = route.path === '$default' ? '$default' : `${route.method} ${route.path}`;
  const queryStringParameters = queryOf(query);
  const domainName = headers.host ?? 'localhost';
  const at = new Date(now);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(asked.headers.cookie !== undefined && { cookies: asked.headers.cookie.split(/;\s*/) }),
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters: { ...pathParameters } }),
    requestContext: {
      accountId: HERE.account,
      apiId: api,
      ...(claims && {
        authorizer: { jwt: { claims, scopes: route.scopes.length > 0 ? [...route.scopes] : null } },
      }),
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: asked.method,
        path,
        protocol: 'HTTP/1.1',
        sourceIp: asked.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: logTime(at),
      timeEpoch: now,
    },
    ...bodyOf(asked),
  };
}
