import { randomUUID } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { Resource } from '../run/resource.ts';
import type { Ways } from './calls.ts';
import { exchange } from './endpoint.ts';
import { CallFailed, refused } from './errors.ts';
import { withMetadata } from './metadata.ts';

/** One invocation of a function, as a host is asked for it. */
export interface LambdaCall {
  /** The name or ARN the definition gives. */
  readonly functionName: string;
  /** The event, as JSON text. */
  readonly payload: string;
  /** `Event` when nobody waits for the answer. */
  readonly invocationType: string;
  /** Aborted when the task no longer waits. */
  readonly signal: AbortSignal;
}

/** What a function answered: JSON text, and `functionError` when it threw. */
export interface LambdaAnswer {
  readonly payload: string;
  readonly functionError?: string | undefined;
}

/** Invokes a function in the host's own process. What it throws is named `Lambda.<name>` in the process. */
export type InvokeLambda = (call: LambdaCall) => Promise<LambdaAnswer>;

const LAMBDA = { service: 'lambda', sdk: false };

/** Calls a function and gives the result a Task state sees. */
export async function callLambda(
  ways: Ways,
  resource: Resource,
  parameters: Json,
  signal: AbortSignal,
): Promise<Json> {
  const asked = isObject(parameters) ? parameters : {};
  const functionName = resource.functionArn ?? String(asked.FunctionName ?? '');
  const payload = JSON.stringify(resource.functionArn === undefined ? (asked.Payload ?? {}) : parameters);
  const invocationType = typeof asked.InvocationType === 'string' ? asked.InvocationType : 'RequestResponse';
  const call = { functionName, payload, invocationType, signal };
  const answer = ways.invokeLambda ? await inProcess(ways.invokeLambda, call) : await overHttp(ways, call);
  if (answer.functionError) throw thrown(answer.payload);
  const result =
    answer.payload === '' ? (resource.functionArn === undefined ? '' : null) : parsed(answer.payload);
  return resource.functionArn === undefined ? enveloped(ways, answer.payload, result, resource.sdk) : result;
}

async function inProcess(invoke: InvokeLambda, call: LambdaCall): Promise<LambdaAnswer> {
  try {
    return await invoke(call);
  } catch (error) {
    if (error instanceof CallFailed) throw error;
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    const code = name.endsWith('Exception') ? name : 'ServiceException';
    throw refused(LAMBDA, code, message, code === 'ResourceNotFoundException' ? 404 : 500, randomUUID());
  }
}

async function overHttp(ways: Ways, call: LambdaCall): Promise<LambdaAnswer> {
  const { status, headers, text, id } = await exchange(ways, 'lambda', {
    ...LAMBDA,
    path: `/2015-03-31/functions/${encodeURIComponent(call.functionName)}/invocations`,
    headers: { 'content-type': 'application/json', 'x-amz-invocation-type': call.invocationType },
    body: call.payload,
    signal: call.signal,
  });
  if (status < 300) return { payload: text, functionError: headers.get('x-amz-function-error') ?? undefined };
  const body = parsed(text);
  const { Message, message } = isObject(body) ? body : {};
  const code = (headers.get('x-amzn-errortype') ?? 'ServiceException').split(':')[0] ?? 'ServiceException';
  throw refused(LAMBDA, code, String(Message ?? message ?? text), status, id);
}

/** A function that threw fails the task by the name of its error; the cause is its whole answer. */
function thrown(payload: string): CallFailed {
  const body = parsed(payload);
  const type = isObject(body) ? body.errorType : undefined;
  return new CallFailed(typeof type === 'string' && type !== '' ? type : 'Lambda.Unknown', payload);
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function enveloped(ways: Ways, payload: string, result: Json, sdk: boolean): JsonObject {
  // The SDK integration hands the payload on as the text it is.
  if (sdk) return { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 };
  const id = randomUUID();
  const headers = {
    'X-Amz-Executed-Version': '$LATEST',
    'x-amzn-Remapped-Content-Length': '0',
    Connection: 'keep-alive',
    'x-amzn-RequestId': id,
    'Content-Length': String(Buffer.byteLength(payload)),
    Date: new Date(ways.now()).toUTCString(),
    'Content-Type': 'application/json',
  };
  const metadata = withMetadata({ ExecutedVersion: '$LATEST', Payload: result }, headers, id);
  return { ...metadata, StatusCode: 200 };
}
