import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Ways } from './calls.ts';
import { unreachable } from './errors.ts';

/** Where a service answers: its own variable before the one for all, as the SDKs read them. */
export function endpointOf({ env }: Pick<Ways, 'env'>, service: string): string | undefined {
  const found = env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? env.AWS_ENDPOINT_URL;
  return found?.replace(/\/$/, '');
}

interface Request {
  readonly service: string;
  readonly sdk: boolean;
  readonly path?: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** How soon a service that lives and dies with the engine is tried again. */
const AGAIN_MS = 100;

/**
 * One exchange with a local service. Where the services end together with the engine, one that is out of reach says that
 * the machine is going down, not that the call failed: the call stays open, and is made again by this engine or the next.
 */
export async function exchange(ways: Ways, endpointName: string, request: Request) {
  for (;;) {
    try {
      return await exchangeOnce(ways, endpointName, request);
    } catch (error) {
      if (!ways.endsTogether || request.signal.aborted) throw error;
      await pause(AGAIN_MS, undefined, { signal: request.signal });
    }
  }
}

async function exchangeOnce(ways: Ways, endpointName: string, request: Request) {
  const endpoint = endpointOf(ways, endpointName);
  if (endpoint === undefined)
    throw unreachable(request, new Error(`AWS_ENDPOINT_URL_${endpointName.toUpperCase()} is not set`));
  // Local services check no signature, but read the account and region from one.
  const scope = `${ways.env.AWS_ACCESS_KEY_ID ?? 'local'}/20200101/${ways.region}/${request.service}/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
  try {
    const response = await fetch(`${endpoint}${request.path ?? '/'}`, {
      method: request.method ?? 'POST',
      headers: { ...request.headers, authorization },
      signal: request.signal,
      ...(request.body !== undefined && { body: request.body }),
    });
    const id =
      response.headers.get('x-amzn-requestid') ?? response.headers.get('x-amz-request-id') ?? randomUUID();
    return { status: response.status, headers: response.headers, text: await response.text(), id };
  } catch (error) {
    throw unreachable(request, error);
  }
}
