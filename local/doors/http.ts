import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal } from '../json.ts';
import { type Answer, json, send } from './answer.ts';
import type { Asked } from './api-event.ts';

/** API Gateway refuses larger bodies. */
export const LARGEST_REQUEST = 10 * 1024 * 1024;

/** An HTTP server on loopback. */
export interface Listening {
  readonly origin: string;
  close(): Promise<void>;
}

/** A port that is taken is a sentence, not a stack. */
export const portRefusal = (error: NodeJS.ErrnoException, port: number, variable: string): Error =>
  error.code === 'EADDRINUSE'
    ? new Refusal(`port ${port} is taken: set ${variable} to another one, or to 0 for any free one`, {
        cause: error,
      })
    : error;

/** Reads a body up to a limit; what is larger is read to its end and thrown away, so that the refusal arrives. */
async function read(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return size <= limit ? Buffer.concat(chunks) : undefined;
}

/** Listens on a loopback port and answers every request; an error in answering is a 500, never a broken connection. */
export async function listen(
  port: number,
  limit: number,
  answer: (asked: Asked) => Promise<Answer>,
): Promise<Listening> {
  const server: Server = createServer((request, response) => {
    const method = request.method ?? 'GET';
    read(request, limit)
      .then((body) => {
        if (!body) return json(413, { message: 'Request Entity Too Large' });
        const sourceIp = request.socket.remoteAddress ?? '127.0.0.1';
        return answer({ method, url: request.url ?? '/', headers: request.headers, body, sourceIp });
      })
      .catch((error: unknown) => {
        console.error(error);
        return json(500, { message: 'Internal Server Error' });
      })
      .then((given) => send(response, method, given))
      .catch((error: unknown) => {
        console.error(error);
        response.destroy();
      });
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', (error) => reject(portRefusal(error, port, 'DESK_HTTP_PORT')));
  server.listen(port, '127.0.0.1', resolve);
  await promise;
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
