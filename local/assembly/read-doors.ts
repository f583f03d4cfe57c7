import { type Fields, isObject, Refusal } from '../json.ts';
import type { Authorizer, Deployment, Route } from './deployment.ts';
import { Resource, targetName } from './resource.ts';

type Read = (resource: Resource, into: Deployment) => void;

function siblings(api: Resource, type: string): Resource[] {
  const found: Resource[] = [];
  for (const [id, declared] of api.stack.resources) {
    if (declared.type !== type) continue;
    const sibling = new Resource(api.stack, id, declared, api.resolver);
    if (sibling.optional('ApiId') === api.ref) found.push(sibling);
  }
  return found;
}

function authorizerOf(resource: Resource): Authorizer {
  if (resource.optional('AuthorizerType') !== 'JWT') {
    throw new Refusal(`${resource.where} is no JWT authorizer, the only kind the local HTTP door has`);
  }
  const jwt = resource.fields('JwtConfiguration');
  return { issuer: jwt.text('Issuer'), audience: jwt.texts('Audience') };
}

/** `AWS::ApiGatewayV2::Api` with its routes, integrations and authorizers. */
export const readApi: Read = (api, into) => {
  if (api.optional('ProtocolType') !== 'HTTP') throw new Refusal(`${api.where} is no HTTP API`);
  const integrations = new Map(siblings(api, 'AWS::ApiGatewayV2::Integration').map((one) => [one.id, one]));
  const authorizers = new Map(siblings(api, 'AWS::ApiGatewayV2::Authorizer').map((one) => [one.ref, one]));
  const routes = siblings(api, 'AWS::ApiGatewayV2::Route').map((route): Route => {
    const target = [...integrations.values()].find(
      (one) => route.text('Target') === `integrations/${one.ref}`,
    );
    if (!target) throw new Refusal(`${route.where}.Target names no integration of its API`);
    if (target.optional('PayloadFormatVersion') !== '2.0') {
      throw new Refusal(`${target.where} should use payload format 2.0`);
    }
    const [method = 'ANY', path = '$default'] =
      route.text('RouteKey') === '$default' ? [] : route.text('RouteKey').split(' ');
    const authorizer = authorizers.get(route.optional('AuthorizerId') ?? '');
    if (route.optional('AuthorizationType') === 'JWT' && !authorizer) {
      throw new Refusal(`${route.where}.AuthorizerId names no authorizer of its API`);
    }
    return {
      method,
      path,
      functionName: targetName(target.text('IntegrationUri'), target.where),
      authorizer: authorizer && authorizerOf(authorizer),
      scopes: route.texts('AuthorizationScopes'),
    };
  });
  into.apis.push({ id: api.ref, routes });
};

/** `AWS::ApiGatewayV2::Stage`: only the default stage, which adds nothing to a path. */
export const readStage: Read = (stage) => {
  if (stage.text('StageName') !== '$default') {
    throw new Refusal(`${stage.where} should be the $default stage, the only one the local HTTP door has`);
  }
};

const SECONDS = { minute: 60, hour: 3600, day: 86_400 } as const;

function secondsOf(expression: string, where: string): number {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  if (!rate) throw new Refusal(`${where}.ScheduleExpression should be a rate(), but is "${expression}"`);
  return Number(rate[1]) * SECONDS[rate[2] as keyof typeof SECONDS];
}

function functionBehind(target: Fields): string {
  const arn = target.text('Arn');
  if (!arn.includes(':function:'))
    throw new Refusal(`${target.where}.Arn should be a function, but is "${arn}"`);
  return targetName(arn, target.where);
}

/** `AWS::Scheduler::Schedule` with a rate. */
export const readSchedule: Read = (resource, into) => {
  if (resource.optional('State') === 'DISABLED') return;
  const target = resource.fields('Target');
  into.schedules.push({
    name: resource.name,
    everySeconds: secondsOf(resource.text('ScheduleExpression'), resource.where),
    functionName: functionBehind(target),
    input: target.optional('Input'),
    source: 'aws.scheduler',
    arn: resource.attribute('Arn'),
  });
};

/** `AWS::Events::Rule` with a rate, or one that listens: what levers tell the bus it hands to its queues. */
export const readRule: Read = (resource, into) => {
  if (resource.optional('State') === 'DISABLED') return;
  const { EventPattern: pattern } = resource.values;
  if (isObject(pattern)) {
    const queueArns = resource.each('Targets').map((target) => target.text('Arn'));
    const odd = queueArns.find((arn) => !arn.includes(':sqs:'));
    if (odd !== undefined)
      throw new Refusal(`${resource.where}.Targets should be queues, but one is "${odd}"`);
    into.listeners.push({ pattern, queues: queueArns.map((arn) => targetName(arn, resource.where)) });
    return;
  }
  const everySeconds = secondsOf(resource.optional('ScheduleExpression') ?? '', resource.where);
  for (const [i, target] of resource.each('Targets').entries()) {
    into.schedules.push({
      name: i === 0 ? resource.name : `${resource.name}-${i}`,
      everySeconds,
      functionName: functionBehind(target),
      input: target.optional('Input'),
      source: 'aws.events',
      arn: resource.attribute('Arn'),
    });
  }
};

/** `AWS::SecretsManager::Secret`: its value is made once, on the first start. */
export const readSecret: Read = (resource, into) => {
  const generate = resource.values.GenerateSecretString;
  into.secrets.push({
    name: resource.name,
    arn: resource.ref,
    value: resource.optional('SecretString'),
    generate: isObject(generate) ? generate : {},
  });
};

/** `AWS::SSM::Parameter`. */
export const readParameter: Read = (resource, into) => {
  into.parameters.push({ name: resource.name, type: resource.text('Type'), value: resource.text('Value') });
};

/** `AWS::SES::ReceiptRule`: whose mail goes to which bucket. */
export const readReceipt: Read = (resource, into) => {
  const rule = resource.fields('Rule');
  if (rule.optional('Enabled') === 'false') return;
  for (const action of rule.each('Actions')) {
    if (!action.has('S3Action')) continue;
    const store = action.fields('S3Action');
    into.receipts.push({
      recipients: rule.texts('Recipients').map((one) => one.toLowerCase()),
      bucket: store.text('BucketName'),
      prefix: store.optional('ObjectKeyPrefix') ?? '',
    });
  }
};
