import { Agent, request } from 'node:http';
import type { Answer } from '../doors/answer.ts';
import type { Asked } from '../doors/api-event.ts';
import { type Listening, listen } from '../doors/http.ts';

const LARGEST = 64 * 1024 * 1024;

/** What stands between two connections and belongs to neither message. */
const BETWEEN = new Set(['connection', 'keep-alive', 'transfer-encoding', 'content-length']);

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** Passes a request on as it is. */
export type Forward = (asked: Asked) => Promise<Answer>;

function forwardTo(origin: string): Forward {
  return ({ method, url, headers, body }) => {
    const { promise, resolve } = Promise.withResolvers<Answer>();
    // An engine that is gone answers like one that is overloaded: whoever asked comes again.
    const gone = () => resolve({ status: 503, headers: {}, body: '' });
    const own = { ...headers, host: new URL(origin).host, 'content-length': String(body.length) };
    const sent = request(origin + url, { method, headers: own, agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', gone);
      response.on('end', () => {
        const kept = Object.entries(response.headers).flatMap(([name, value]) =>
          value === undefined || BETWEEN.has(name) ? [] : [[name, value] as const],
        );
        resolve({
          status: response.statusCode ?? 502,
          headers: Object.fromEntries(kept),
          body: Buffer.concat(chunks),
        });
      });
    });
    sent.on('error', gone);
    sent.end(body);
    return promise;
  };
}

/** Opens a door in front of an engine that sees every request to it and its answer. */
export const openDoor = (
  origin: string,
  around: (asked: Asked, forward: Forward) => Promise<Answer>,
): Promise<Listening> => {
  const forward = forwardTo(origin);
  return listen(0, LARGEST, (asked) => around(asked, forward));
};
