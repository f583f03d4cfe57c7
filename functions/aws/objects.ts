import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { extendedEncodeURIComponent, HttpRequest, type HttpResponse } from '@smithy/core/protocols';
import { isThrottlingError, isTransientError, StandardRetryStrategy } from '@smithy/core/retry';
import { SignatureV4 } from '@smithy/signature-v4';
import { endpointOf } from '../environment.ts';

/** Where an object lies. */
export type Place = Readonly<{ bucket: string; key: string }>;

/** What an object holds, its media type, and whether whoever opens it is to store it instead of seeing it. */
export type Content = Readonly<{ bytes: Uint8Array; type: string; disposition?: 'attachment' }>;

/** Objects in buckets, as far as the desk needs them: written whole, read whole. */
export interface Objects {
  /** The bytes of an object, or its first so many; undefined where there is none. */
  get(place: Place, first?: number): Promise<Uint8Array | undefined>;
  put(place: Place, content: Content): Promise<void>;
  /** Writes an object where there is none; one that is there stays as it is. */
  add(place: Place, content: Content): Promise<void>;
  /** Deletes an object; one that is not there stays so. */
  delete(place: Place): Promise<void>;
  /** The next thousand objects behind a key, in the order of their keys. */
  list(bucket: string, prefix: string, after?: string): Promise<Listed>;
}

/** A page of what lies in a bucket: each object with when it was stored, and whether there is more. */
export type Listed = Readonly<{ stored: readonly Readonly<{ key: string; at: string }>[]; more: boolean }>;

/** What is asked of S3 besides reading and writing. */
type How = Readonly<{
  once?: boolean;
  method?: 'DELETE';
  query?: Readonly<Record<string, string>>;
  /** So many bytes of it, from its beginning. */
  first?: number | undefined;
}>;

type Config = DynamoDBClient['config'];

/** As many attempts as the clients of the SDK make. */
const ATTEMPTS = 3;

/** The address of an object, as a request to it begins. */
export async function addressOf(config: Config, { bucket, key }: Place) {
  const region = await config.region();
  const { protocol, hostname, host, port } = new URL(
    endpointOf('S3') ?? `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`,
  );
  return {
    protocol,
    hostname,
    ...(port !== '' && { port: Number(port) }),
    // Path style, so that a bucket's name needs no address of its own.
    path: `/${bucket}/${key.split('/').map(extendedEncodeURIComponent).join('/')}`,
    headers: { host },
  };
}

/** Signs what is asked of S3. */
export async function signerOf({ credentials, sha256, region }: Config): Promise<SignatureV4> {
  return new SignatureV4({
    credentials,
    region: await region(),
    service: 's3',
    sha256,
    uriEscapePath: false,
  });
}

async function requestFor(
  config: Config,
  place: Place,
  content?: Content,
  { once = false, method, query, first }: How = {},
): Promise<HttpRequest> {
  const { headers, ...address } = await addressOf(config, place);
  const request = new HttpRequest({
    ...address,
    ...(query && { query }),
    method: method ?? (content ? 'PUT' : 'GET'),
    headers: {
      ...headers,
      ...(first !== undefined && { range: `bytes=0-${first - 1}` }),
      'user-agent': `switchboard app/${(await config.userAgentAppId()) ?? ''}`,
      ...(content && {
        'content-type': content.type,
        'content-length': String(content.bytes.byteLength),
        ...(content.disposition && { 'content-disposition': content.disposition }),
        ...(once && { 'if-none-match': '*' }),
      }),
    },
    ...(content && { body: content.bytes }),
  });
  // The signature is over a hash of the content too: what arrives otherwise than it was sent is refused.
  return HttpRequest.clone(await (await signerOf(config)).sign(request));
}

/** An answer's bytes; what S3 refuses is thrown by the name S3 gives it, as its client would. */
async function bytesOf(config: Config, { statusCode, body }: HttpResponse): Promise<Uint8Array> {
  const bytes = await config.streamCollector(body);
  if (statusCode < 300) return bytes;
  const [, name = `Http${statusCode}`] = /<Code>(\w+)<\/Code>/.exec(Buffer.from(bytes).toString()) ?? [];
  throw Object.assign(new Error(`S3 answered ${statusCode}`), {
    name,
    $metadata: { httpStatusCode: statusCode },
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A page of S3's listing: its XML is flat. */
function listedIn(page: string): Listed {
  const one = (text: string, name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  const plain = (text: string) => text.replace(/&(\w+);/g, (whole, name) => ENTITIES[name] ?? whole);
  const stored = [...page.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, each = '']) => ({
    key: plain(one(each, 'Key')),
    at: one(each, 'LastModified'),
  }));
  return { stored, more: one(page, 'IsTruncated') === 'true' };
}

/** What kind of failure this is to the one who decides on another attempt. */
function kindOf(error: unknown): 'THROTTLING' | 'TRANSIENT' | 'CLIENT_ERROR' {
  const given = error as Parameters<typeof isTransientError>[0];
  if (isThrottlingError(given)) return 'THROTTLING';
  return isTransientError(given) ? 'TRANSIENT' : 'CLIENT_ERROR';
}

/** Asks S3, and asks again where that may help, at the pace of the SDK. */
async function ask(
  config: Config,
  retry: StandardRetryStrategy,
  place: Place,
  content?: Content,
  how: How = {},
): Promise<Uint8Array> {
  let token = await retry.acquireInitialRetryToken('s3');
  for (;;) {
    try {
      const { response } = await config.requestHandler.handle(await requestFor(config, place, content, how));
      const bytes = await bytesOf(config, response);
      retry.recordSuccess(token);
      return bytes;
    } catch (error) {
      token = await retry.refreshRetryTokenForRetry(token, { errorType: kindOf(error) }).catch(() => {
        throw error;
      });
    }
  }
}

/**
 * Objects by what the table's client already brings along: its credentials, connections, signer and retries. The client
 * for buckets would be a third of every bundle that has one (docs/decisions/0027).
 */
export function objectsOf({ config }: DynamoDBClient): Objects {
  const retry = new StandardRetryStrategy(ATTEMPTS);
  return {
    get: async (place, first) => {
      try {
        return await ask(config, retry, place, undefined, { first });
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
    put: async (place, content) => {
      await ask(config, retry, place, content);
    },
    delete: async (place) => {
      await ask(config, retry, place, undefined, { method: 'DELETE' });
    },
    list: async (bucket, prefix, after) => {
      const query = {
        'list-type': '2',
        prefix,
        'encoding-type': 'url',
        ...(after && { 'start-after': after }),
      };
      const page = await ask(config, retry, { bucket, key: '' }, undefined, { query });
      return listedIn(Buffer.from(page).toString());
    },
    add: async (place, content) => {
      try {
        await ask(config, retry, place, content, { once: true });
      } catch (error) {
        if (!(error instanceof Error && error.name === 'PreconditionFailed')) throw error;
      }
    },
  };
}
