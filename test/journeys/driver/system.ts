import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { waitFor } from './wait.ts';

/** A webhook as it arrived at a department's system. */
export type Asked = Readonly<{
  headers: IncomingMessage['headers'];
  raw: string;
  id: string;
  timestamp: string;
  /** Whether one of its signatures is ours (Standard Webhooks). */
  signed: boolean;
  status: number;
  body: Readonly<Record<string, unknown>> & Readonly<{ taskRef: string; callbackUrl: string }>;
  data: Readonly<Record<string, string>>;
}>;

/** What a callback's sender may do differently than it should. */
export type Forged = Readonly<{ id?: string; timestamp?: number; secret?: string; signature?: string }>;

/** A department's system of another maker: takes signed webhooks, answers by signed callbacks. */
export interface System {
  readonly url: string;
  readonly secret: string;
  readonly asked: readonly Asked[];
  /** The next webhooks about this person are answered with these statuses; all others with 200. */
  answersWith(requester: string, ...statuses: number[]): void;
  /** The webhooks about a person so far. */
  about(requester: string): readonly Asked[];
  /** Waits for the webhook about a person at this place of their row, the first being 1. */
  next(requester: string, place?: number): Promise<Asked>;
  /** Sends a callback, signed unless forged. */
  call(url: string, body: unknown, forged?: Forged): Promise<Response>;
  close(): Promise<void>;
}

const keyOf = (secret: string) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** The signature of Standard Webhooks: over the id, the time in seconds and the raw body. */
export const signature = (secret: string, id: string, timestamp: string, raw: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${raw}`).digest('base64')}`;

const one = (value: string | string[] | undefined) => String(value ?? '');

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Starts a department's system on loopback. */
export async function startSystem(
  port = 0,
  secret = `whsec_${randomBytes(24).toString('base64')}`,
): Promise<System> {
  const asked: Asked[] = [];
  const plans = new Map<string, number[]>();
  const server = createServer(async (request, response) => {
    const { headers } = request;
    const raw = await textOf(request);
    const body = JSON.parse(raw) as Asked['body'];
    const data = (body.data ?? {}) as Record<string, string>;
    const id = one(headers['webhook-id']);
    const timestamp = one(headers['webhook-timestamp']);
    const expected = signature(secret, id, timestamp, raw);
    const signed = one(headers['webhook-signature']).split(' ').includes(expected);
    const status = plans.get(data.requester ?? '')?.shift() ?? 200;
    asked.push({ headers, raw, id, timestamp, signed, status, body, data });
    response.writeHead(status).end();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const about = (requester: string) => asked.filter(({ data }) => data.requester === requester);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tasks`,
    secret,
    asked,
    answersWith: (requester, ...statuses) => void plans.set(requester, statuses),
    about,
    next: (requester, place = 1) =>
      waitFor(`webhook ${place} about ${requester}`, async () => about(requester)[place - 1]),
    call: (url, body, forged = {}) => {
      const raw = typeof body === 'string' ? body : JSON.stringify(body);
      const { id = randomUUID(), timestamp = Math.floor(Date.now() / 1000) } = forged;
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature':
          forged.signature ?? signature(forged.secret ?? secret, id, String(timestamp), raw),
      };
      return fetch(url, { method: 'POST', headers, body: raw });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
