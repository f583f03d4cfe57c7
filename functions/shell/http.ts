import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { DeskError, type Refusal } from '#desk/errors.ts';
import { cleanly } from './log.ts';

/** Each refusal's status. A new refusal does not compile until it has one. */
export const STATUS: Readonly<Record<Refusal, number>> = {
  'case-not-found': 404,
  'case-closed': 409,
  'children-open': 409,
  'stale-version': 409,
  duplicate: 409,
  invalid: 422,
  'not-allowed': 403,
  'task-not-found': 404,
  'task-over': 410,
  'task-silent': 410,
  'link-over': 410,
  'signature-invalid': 401,
  conflict: 409,
  'too-large': 413,
  'cursor-invalid': 400,
  'calendar-impossible': 422,
  'endpoint-refused': 422,
  'too-many': 429,
};

/** An answer with its status and media type. */
export type Answer = Readonly<{
  status: number;
  body: string;
  type?: string;
  headers?: Readonly<Record<string, string>>;
}>;

/** A JSON answer. */
export const json = (status: number, body: unknown): Answer => ({
  status,
  body: JSON.stringify(body),
  type: 'application/json',
});

/** A refusal as every door of the desk says it. */
export const refusal = ({ code, message, faults }: DeskError): Answer =>
  json(STATUS[code], { code, message, ...(faults.length > 0 && { faults }) });

/** The raw bytes of a request: what a signature is over (W9). */
export const rawBody = ({ body, isBase64Encoded }: APIGatewayProxyEventV2): Uint8Array =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

/** The JSON of a request. Refuses `invalid` for what is none, without saying it back. */
export function jsonBody(event: APIGatewayProxyEventV2): unknown {
  try {
    return JSON.parse(Buffer.from(rawBody(event)).toString('utf8'));
  } catch (cause) {
    const message = 'the body is no JSON';
    throw new DeskError('invalid', message, { cause, faults: [{ pointer: '', message }] });
  }
}

/** Nobody stores our answers, no page of ours is shown inside another. */
const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
};

/** A door: what the desk refuses is a 4xx in `refuse`'s form, a bug or outage is thrown without what may not stand in a log, and becomes a 500. */
export function door(
  handle: (event: APIGatewayProxyEventV2) => Promise<Answer>,
  refuse: (error: DeskError) => Answer = refusal,
) {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .onError((request) => {
      if (request.error instanceof DeskError) request.response = shaped(refuse(request.error));
    })
    .handler(cleanly('a request failed', asked, async (event) => shaped(await handle(event))));
}

const asked = ({ routeKey, pathParameters }: APIGatewayProxyEventV2) => ({
  route: routeKey,
  caseId: pathParameters?.caseId,
});

const shaped = ({ status, body, type, headers }: Answer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...HEADERS, ...(type !== undefined && { 'content-type': type }), ...headers },
  body,
});
