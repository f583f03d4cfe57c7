import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { addressAllowed, type Endpoint, type Network, type Outcome } from '#desk/delivery/webhook.ts';

/** An attempt that takes longer has failed (W3). */
const TIMEOUT_MS = 10_000;

/** Of an answer the log keeps no more (W6). */
const KEPT_BYTES = 4096;

type Attempt = Readonly<{ outcome: Outcome; note: string }>;

const failed = (kind: 'timeout' | 'network' | 'tls' | 'blocked-address', note: string): Attempt => ({
  outcome: { kind },
  note,
});

/** What Node and OpenSSL call a certificate or handshake that will not do; another attempt meets the same one (W3). */
const isTls = (code: string) =>
  /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|EPROTO)|SELF_SIGNED|HOSTNAME_MISMATCH/.test(code);

/**
 * Makes one attempt. The name is resolved first and the connection is made to that very address, so a name cannot
 * change its mind between the check and the call (W7). Redirects are answers, not followed (W3).
 */
export async function post(
  endpoint: Endpoint,
  network: Network,
  headers: Readonly<Record<string, string>>,
  body: string,
  limitMs = TIMEOUT_MS,
): Promise<Attempt> {
  let pinned: { address: string; family: number };
  try {
    const found = await lookup(endpoint.host, { all: true });
    const blocked = found.find(({ address }) => !addressAllowed(address, network));
    if (blocked !== undefined) return failed('blocked-address', 'the name leads to an address inside');
    const [first] = found;
    if (first === undefined) return failed('network', 'the name has no address');
    pinned = first;
  } catch (error) {
    return failed('network', `the name was not found: ${String(error)}`);
  }
  return connect(endpoint, pinned, headers, body, limitMs);
}

function connect(
  { url }: Endpoint,
  { address, family }: { address: string; family: number },
  headers: Readonly<Record<string, string>>,
  body: string,
  limitMs: number,
): Promise<Attempt> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const outgoing = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        timeout: limitMs,
        signal: AbortSignal.timeout(limitMs),
        // Node asks for one address or for all, depending on how it connects.
        lookup: (_name, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          if (text.length < KEPT_BYTES) text += chunk.slice(0, KEPT_BYTES - text.length);
        });
        const done = () => {
          const status = answer.statusCode ?? 0;
          const later = answer.headers['retry-after'];
          const at = new Date().toISOString();
          const outcome: Outcome = {
            kind: 'answered',
            status,
            at,
            ...(later !== undefined && { retryAfter: later }),
          };
          resolve({ outcome, note: `${status} ${text}`.trim() });
        };
        answer.on('end', done);
        answer.on('error', done);
      },
    );
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const kind =
        error.name === 'TimeoutError' || error.name === 'AbortError'
          ? 'timeout'
          : isTls(error.code ?? '')
            ? 'tls'
            : 'network';
      resolve(failed(kind, error.code ?? error.name));
    });
    outgoing.on('timeout', () =>
      outgoing.destroy(Object.assign(new Error('timeout'), { name: 'TimeoutError' })),
    );
    outgoing.end(body);
  });
}
