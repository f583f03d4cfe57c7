import { randomUUID } from 'node:crypto';
import { runtimeFailure } from '../failure.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import type { Resource } from '../run/resource.ts';
import type { Ways } from './calls.ts';
import { exchange } from './endpoint.ts';
import { CallFailed, refused } from './errors.ts';
import { withMetadata } from './metadata.ts';
import { callS3 } from './s3.ts';

/** Services that speak AWS JSON: the prefix of the target, the version, and the variable that says where they are. */
const SERVICES: Readonly<Record<string, readonly [target: string, version: string, endpoint: string]>> = {
  sqs: ['AmazonSQS', '1.0', 'sqs'],
  dynamodb: ['DynamoDB_20120810', '1.0', 'dynamodb'],
  events: ['AWSEvents', '1.1', 'eventbridge'],
  eventbridge: ['AWSEvents', '1.1', 'eventbridge'],
  sfn: ['AWSStepFunctions', '1.0', 'sfn'],
  secretsmanager: ['secretsmanager', '1.1', 'secrets_manager'],
  ssm: ['AmazonSSM', '1.1', 'ssm'],
};

/** Calls an action of a service and gives the result a Task state sees. */
export async function callService(
  ways: Ways,
  resource: Resource,
  parameters: Json,
  signal: AbortSignal,
): Promise<Json> {
  const asked = isObject(parameters) ? parameters : {};
  if (resource.service === 'sts' && resource.action === 'getCallerIdentity') return callerIdentity(ways);
  if (resource.service === 'sns') return publish(ways, resource, asked, signal);
  if (resource.service === 's3') return callS3(ways, resource, asked, signal);
  const service = SERVICES[resource.service];
  // The service would refuse the definition; here every service has a name but not every one an engine.
  if (!service)
    throw refused(resource, 'Unsupported', `${resource.service} cannot be called locally`, 501, randomUUID());
  const [target, version, endpoint] = service;
  const body = JSON.stringify(resource.sdk && resource.service === 'sfn' ? lowered(asked) : asText(asked));
  const { status, headers, text, id } = await exchange(ways, endpoint, {
    ...resource,
    headers: {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${target}.${resource.action.charAt(0).toUpperCase()}${resource.action.slice(1)}`,
    },
    body,
    signal,
  });
  const answer = answered(text);
  if (status >= 300) throw refused(resource, codeOf(answer, headers), messageOf(answer), status, id);
  if (resource.service === 'events') everyEntry(answer, text);
  if (resource.sdk) return answer;
  const shown = {
    connection: 'keep-alive',
    'Content-Length': String(Buffer.byteLength(text)),
    'Content-Type': `application/x-amz-json-${version}`,
  };
  return withMetadata(
    answer,
    { ...shown, Date: new Date(ways.now()).toUTCString(), 'x-amzn-RequestId': id },
    id,
  );
}

const callerIdentity = ({ account }: Ways): JsonObject => ({
  Account: account,
  Arn: `arn:aws:sts::${account}:assumed-role/local/states`,
  UserId: 'LOCAL:states',
});

/** A message body written as an object is sent as its JSON text; DynamoDB's typed values are objects and stay so. */
function asText(asked: JsonObject): JsonObject {
  const { MessageBody } = asked;
  return MessageBody === undefined || typeof MessageBody === 'string'
    ? asked
    : { ...asked, MessageBody: JSON.stringify(MessageBody) };
}

const lowered = (asked: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(asked).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );

async function publish(
  ways: Ways,
  resource: Resource,
  asked: JsonObject,
  signal: AbortSignal,
): Promise<Json> {
  if (resource.action !== 'publish') throw runtimeFailure(`sns:${resource.action} cannot be called locally`);
  const form = new URLSearchParams({ Action: 'Publish', Version: '2010-03-31' });
  for (const [name, value] of Object.entries(asked)) {
    if (name === 'MessageAttributes' && isObject(value)) attributes(form, value);
    else form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { status, text, id } = await exchange(ways, 'sns', {
    ...resource,
    headers,
    body: form.toString(),
    signal,
  });
  const tag = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1];
  if (status >= 300)
    throw refused(resource, tag('Code') ?? 'ServiceException', tag('Message') ?? text, status, id);
  const body = { MessageId: tag('MessageId') ?? '' };
  return resource.sdk ? body : withMetadata(body, { 'Content-Type': 'text/xml', 'x-amzn-RequestId': id }, id);
}

function attributes(form: URLSearchParams, of: JsonObject): void {
  for (const [i, [name, value]] of Object.entries(of).entries()) {
    form.set(`MessageAttributes.entry.${i + 1}.Name`, name);
    for (const [field, text] of Object.entries(isObject(value) ? value : {}))
      form.set(`MessageAttributes.entry.${i + 1}.Value.${field}`, String(text));
  }
}

/** One rejected entry fails the whole task; the cause says which. */
function everyEntry(answer: JsonObject, text: string): void {
  const failed =
    isArray(answer.Entries) &&
    answer.Entries.some((entry) => isObject(entry) && entry.ErrorCode !== undefined);
  if (failed) throw new CallFailed('EventBridge.FailedEntry', text);
}

function answered(text: string): JsonObject {
  try {
    const body: unknown = JSON.parse(text === '' ? '{}' : text);
    return isObject(body) ? body : {};
  } catch {
    return { message: text };
  }
}

const messageOf = ({ message, Message }: JsonObject) => String(message ?? Message ?? '');

function codeOf({ __type }: JsonObject, headers: Headers): string {
  const queryError = headers.get('x-amzn-query-error')?.split(';')[0];
  return (
    queryError?.split('.').at(-1) ??
    String(__type ?? 'ServiceException')
      .split('#')
      .at(-1) ??
    'ServiceException'
  );
}
