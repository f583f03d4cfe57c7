import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it arrived. */
export type Arrived = Readonly<{ method: string; url: string; headers: IncomingHttpHeaders; body: Buffer }>;

const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** Whether a request carries the signature that AWS would reckon for it, written after its documentation alone. */
export function isSigned({ method, url, headers, body }: Arrived, secret: string): boolean {
  const [, scope = '', names = '', given] =
    /Credential=[^/]+\/([^,]+), SignedHeaders=([^,]+), Signature=(\w+)/.exec(headers.authorization ?? '') ??
    [];
  const [path, query = ''] = url.split('?');
  const listed = names.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, path, query, listed.join(''), names, sha256(body)].join('\n');
  const signed = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>((so, part) => hmac(so, part), `AWS4${secret}`);
  return headers['x-amz-content-sha256'] === sha256(body) && hmac(key, signed).toString('hex') === given;
}
