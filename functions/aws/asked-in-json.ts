import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import { endpointOf } from '../environment.ts';
import { attempts } from './attempts.ts';

/** Services that speak AWS's JSON: its version, the variable of their address, and how the names of their operations begin. */
const SERVICES = {
  ssm: { version: '1.1', variable: 'SSM', target: 'AmazonSSM' },
  secretsmanager: { version: '1.1', variable: 'SECRETS_MANAGER', target: 'secretsmanager' },
  sqs: { version: '1.0', variable: 'SQS', target: 'AmazonSQS' },
} as const;

type Config = DynamoDBClient['config'];

async function requestFor(
  config: Config,
  service: keyof typeof SERVICES,
  operation: string,
  input: object,
): Promise<HttpRequest> {
  const region = await config.region();
  const { version, variable, target } = SERVICES[service];
  const { protocol, hostname, host, port } = new URL(
    endpointOf(variable) ??
      `https://${service}.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`,
  );
  const body = JSON.stringify(input);
  const request = new HttpRequest({
    protocol,
    hostname,
    ...(port !== '' && { port: Number(port) }),
    method: 'POST',
    path: '/',
    headers: {
      host,
      'user-agent': `switchboard app/${(await config.userAgentAppId()) ?? ''}`,
      'content-type': `application/x-amz-json-${version}`,
      'content-length': String(Buffer.byteLength(body)),
      'x-amz-target': `${target}.${operation}`,
    },
    body,
  });
  const { credentials, sha256 } = config;
  return HttpRequest.clone(await new SignatureV4({ credentials, region, service, sha256 }).sign(request));
}

/** What a refusal is called, without the namespace before it and what some services write behind it. */
function nameOf(text: string): string | undefined {
  try {
    const { __type } = JSON.parse(text) as { __type?: string };
    return __type?.split('#').at(-1)?.split(':')[0];
  } catch {
    // A gateway in between answers in words of its own: its status says enough.
    return undefined;
  }
}

/**
 * Asks a service by what the table's client already brings along: its credentials, connections, signer and retries. The
 * client of the parameter store is 80 kB for one operation, that of queues 25, that of secrets 14 kB in nearly every function
 * (docs/decisions/0043). What the service refuses is thrown by the name it gives, as its client would.
 */
export function askedInJson(
  { config }: DynamoDBClient,
  service: keyof typeof SERVICES,
): <Output>(operation: string, input: object) => Promise<Output> {
  const inAttempts = attempts(service);
  return (operation, input) =>
    inAttempts(async () => {
      const request = await requestFor(config, service, operation, input);
      const { response } = await config.requestHandler.handle(request);
      const text = Buffer.from(await config.streamCollector(response.body)).toString();
      if (response.statusCode < 300) return JSON.parse(text);
      throw Object.assign(new Error(`${service} answered ${response.statusCode}`), {
        name: nameOf(text) ?? `Http${response.statusCode}`,
        $metadata: { httpStatusCode: response.statusCode },
      });
    });
}
