import { Agent, request } from 'node:http';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** An engine's answer that is an error, by the name AWS gives it. */
export class AwsError extends Error {
  override readonly name: string;
  readonly status: number;

  constructor(name: string, message: string, status: number) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** Engines accept any signature, but read the region from it. */
const AUTHORIZATION = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=local`;

export interface Answered {
  readonly status: number;
  readonly body: Buffer;
}

/** One HTTP request to an engine on this machine, over kept-alive connections. */
export function ask(
  method: string,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
  signal?: AbortSignal,
): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const sent = request(url, { method, agent, headers, ...(signal && { signal }) }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('error', reject);
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

/** Calls one action of an AWS JSON 1.0 service, e.g. `AmazonSQS.SendMessage`. */
export async function callJson(
  url: string,
  target: string,
  input: JsonObject,
  signal?: AbortSignal,
): Promise<JsonObject> {
  const service = target.startsWith('DynamoDB')
    ? 'dynamodb'
    : target.startsWith('AmazonSQS')
      ? 'sqs'
      : 'states';
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': target,
    authorization: AUTHORIZATION(service),
  };
  const { status, body } = await ask('POST', url, headers, JSON.stringify(input), signal);
  const answer: Json = body.length === 0 ? {} : (JSON.parse(body.toString()) as Json);
  const fields = isObject(answer) ? answer : {};
  if (status === 200) return fields;
  const name = String(fields.__type ?? 'Unknown').replace(/^.*#/, '');
  throw new AwsError(name, String(fields.message ?? fields.Message ?? `answered ${status}`), status);
}
