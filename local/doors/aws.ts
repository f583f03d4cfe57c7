import { Fields, isObject, type Json, type JsonObject } from '../json.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { readSendEmail } from '../mail/send-email.ts';
import { type Answer, json } from './answer.ts';
import type { Asked } from './api-event.ts';
import type { Keep } from './keep.ts';

const refused = (status: number, type: string, message: string): Answer => ({
  ...json(status, { __type: type, message, Message: message }),
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': type },
});

function parsed(body: Buffer): JsonObject {
  const value = JSON.parse(body.toString() || '{}') as Json;
  return isObject(value) ? value : {};
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Lambda's Invoke, as the process engine, contact flows and SDK clients call it. */
async function invoke(asked: Asked, functions: Functions): Promise<Answer | undefined> {
  const named = /^\/2015-03-31\/functions\/([^/]+)\/invocations/.exec(asked.url)?.[1];
  if (named === undefined) return undefined;
  const name = decodeURIComponent(named)
    .replace(/^.*:function:/, '')
    .replace(/:.*$/, '');
  if (!functions.has(name)) {
    return refused(404, 'ResourceNotFoundException', `Function not found: ${decodeURIComponent(named)}`);
  }
  const text = asked.body.length === 0 ? '{}' : asked.body.toString();
  const event = readJson(text);
  if (event === undefined) {
    const message = 'Could not parse request body into json';
    return refused(400, 'InvalidRequestContentException', message);
  }
  const type = asked.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'DryRun') return { status: 204, headers: {}, body: '' };
  const running = functions.invokeFor(name, event);
  if (type === 'Event') {
    running.catch((error: unknown) => console.error(error));
    return { status: 202, headers: {}, body: '' };
  }
  const { failed, payload, requestId } = await running;
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amzn-requestid': requestId,
      'x-amz-executed-version': '$LATEST',
      ...(failed && { 'x-amz-function-error': 'Unhandled' }),
    },
    body: JSON.stringify(payload),
  };
}

function secretValue(input: JsonObject, keep: Keep): Answer {
  const wanted = String(input.SecretId ?? '');
  const secret = keep.secret(wanted);
  if (!secret) {
    return refused(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  return json(200, {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: '00000000-0000-4000-8000-000000000000',
    SecretString: secret.value,
    VersionStages: ['AWSCURRENT'],
    CreatedDate: 0,
  });
}

function shown(keep: Keep, name: string): JsonObject | undefined {
  const found = keep.parameter(name);
  if (!found) return undefined;
  return {
    Name: found.name,
    Type: found.type,
    Value: found.value,
    Version: 1,
    LastModifiedDate: 0,
    ARN: `arn:aws:ssm:us-east-1:000000000000:parameter/${found.name.replace(/^\//, '')}`,
    DataType: 'text',
  };
}

function putSecret({ SecretId, SecretString }: JsonObject, keep: Keep): Answer {
  const secret = keep.secret(String(SecretId ?? ''));
  if (!secret) {
    return refused(400, 'ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  }
  keep.setSecret(secret.name, String(SecretString ?? ''));
  return json(200, { ARN: secret.arn, Name: secret.name, VersionStages: ['AWSCURRENT'] });
}

function parameter(action: string, input: JsonObject, keep: Keep): Answer {
  if (action === 'GetParameter') {
    const Parameter = shown(keep, String(input.Name ?? ''));
    return Parameter ? json(200, { Parameter }) : refused(400, 'ParameterNotFound', '');
  }
  if (action === 'PutParameter') {
    keep.setParameter(String(input.Name ?? ''), String(input.Value ?? ''));
    return json(200, { Version: 1, Tier: 'Standard' });
  }
  if (action === 'GetParameters') {
    const names = new Fields(input, 'GetParameters').texts('Names');
    const found = names.map((name) => shown(keep, name)).filter((one) => one !== undefined);
    return json(200, { Parameters: found, InvalidParameters: names.filter((name) => !keep.parameter(name)) });
  }
  if (action === 'GetParametersByPath') {
    const path = `${String(input.Path ?? '/').replace(/\/$/, '')}/`;
    const below = keep.parameters().filter(({ name }) => {
      const rest = name.startsWith(path) ? name.slice(path.length) : undefined;
      return rest !== undefined && (input.Recursive === true || !rest.includes('/'));
    });
    return json(200, { Parameters: below.map(({ name }) => shown(keep, name)) });
  }
  return refused(400, 'InvalidAction', `the local runtime does not have ssm ${action}`);
}

/** The services that are small here, on one port: Lambda, SES, Secrets Manager and the parameter store. */
export function createAwsDoor(functions: Functions, keep: Keep, mailbox: Mailbox) {
  return async (asked: Asked): Promise<Answer> => {
    const invoked = await invoke(asked, functions);
    if (invoked) return invoked;
    if (asked.method === 'POST' && asked.url.startsWith('/v2/email/outbound-emails')) {
      const read = await readSendEmail(parsed(asked.body));
      if ('refusal' in read) return refused(400, 'BadRequestException', read.refusal);
      return json(200, { MessageId: mailbox.add(read) });
    }
    const [service = '', action = ''] = String(asked.headers['x-amz-target'] ?? '').split('.');
    if (service === 'secretsmanager' && action === 'GetSecretValue')
      return secretValue(parsed(asked.body), keep);
    if (service === 'secretsmanager' && action === 'PutSecretValue') {
      const answer = putSecret(parsed(asked.body), keep);
      // Containers remember what they read for a minute.
      functions.recycle();
      return answer;
    }
    if (service === 'AmazonSSM') return parameter(action, parsed(asked.body), keep);
    return refused(
      400,
      'UnknownOperationException',
      `the local runtime does not have ${service} ${action || asked.url}`,
    );
  };
}
