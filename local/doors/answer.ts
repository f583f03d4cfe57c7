import type { ServerResponse } from 'node:http';
import { isObject, type Json } from '../json.ts';

/** What is sent back over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

/** An answer in JSON. */
export const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});

/** An answer in HTML. */
export const html = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});

/** What API Gateway makes of a function's answer: the structured form, or anything else as a JSON body with 200. */
export function fromFunction(payload: Json): Answer {
  if (!isObject(payload) || payload.statusCode === undefined) {
    if (payload === null) return { status: 200, headers: { 'content-type': 'application/json' }, body: '' };
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    return { status: 200, headers: { 'content-type': 'application/json' }, body };
  }
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(isObject(payload.headers) ? payload.headers : {})) {
    headers[name.toLowerCase()] = String(value);
  }
  if (Array.isArray(payload.cookies)) headers['set-cookie'] = payload.cookies.map(String);
  headers['content-type'] ??= 'text/plain;charset=utf-8';
  const text = typeof payload.body === 'string' ? payload.body : '';
  const body = payload.isBase64Encoded === true ? Buffer.from(text, 'base64') : text;
  return { status: Number(payload.statusCode), headers, body };
}

/** Sends an answer; a HEAD request gets its headers alone. */
export function send(response: ServerResponse, method: string, { status, headers, body }: Answer): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.statusCode = status;
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(method === 'HEAD' ? undefined : body);
}
