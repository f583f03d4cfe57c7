import { randomUUID } from 'node:crypto';
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

/** One exchange with a local service. */
export async function exchange(ways: Ways, endpointName: string, request: Request) {
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
