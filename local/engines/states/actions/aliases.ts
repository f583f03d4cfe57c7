import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { optional, Refusal, required, violated } from '../refusal.ts';
import type { Alias } from '../store/machines.ts';
import { qualified } from './arns.ts';
import { type Action, epoch, page, present, type Service } from './service.ts';

type Routing = Alias['routing'];

const invalid = (why: string) => new Refusal('ValidationException', why);
function routingOf({ world }: Service, given: Json | undefined): Routing {
  const routing = (isArray(given) ? given.filter(isObject) : []).map(
    ({ stateMachineVersionArn, weight }) => ({
      stateMachineVersionArn: String(stateMachineVersionArn),
      weight: Number(weight),
    }),
  );
  const shown = routing.map(
    ({ stateMachineVersionArn: arn, weight }) =>
      `RoutingConfigurationListItem(stateMachineVersionArn=${arn}, weight=${weight})`,
  );
  const at = 'routingConfiguration';
  if (routing.length < 1) throw violated("'[]'", at, 'have length greater than or equal to 1');
  if (routing.length > 2)
    throw violated(`'[${shown.join(', ')}]'`, at, 'have length less than or equal to 2');
  for (const [i, { weight }] of routing.entries())
    if (weight > 100)
      throw violated(`'${weight}'`, `${at}.${i + 1}.member.weight`, 'have value less than or equal to 100');
  const arns = routing.map(({ stateMachineVersionArn }) => stateMachineVersionArn);
  const received = `Received: [${arns.join(', ')}]`;
  if (arns.some((arn) => !/^\d+$/.test(qualified(arn).qualifier ?? '')))
    throw invalid(`Routing configuration must contain state machine version ARNs. ${received}`);
  if (new Set(arns).size < arns.length)
    throw invalid(`Routing configuration must contain distinct state machine version ARNs. ${received}`);
  const weights = routing.map(({ weight }) => weight);
  if (weights.reduce((sum, weight) => sum + weight, 0) !== 100)
    throw invalid(`Sum of routing configuration weights must equal 100. Received: [${weights.join(', ')}]`);
  if (new Set(arns.map((arn) => qualified(arn).machine)).size > 1)
    throw invalid(`Routing configuration must contain versions of one state machine. ${received}`);
  for (const arn of arns)
    if (!world.machines.versions.find(arn))
      throw new Refusal('ResourceNotFound', `Request references a resource that doesn't exist: ${arn}`);
  return routing;
}

const NAME = /^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/;

/** An alias may not be a number: what follows a machine's ARN would be a version. */
function checkedAlias(name: string): string {
  if (name.length > 80) throw violated(`'${name}'`, 'name', 'have length less than or equal to 80');
  if (NAME.test(name)) return name;
  const pattern = '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$';
  throw violated(`'${name}'`, 'name', `satisfy regular expression pattern: ${pattern}`);
}

function aliasOf({ world }: Service, arn: string): Alias {
  const alias = world.machines.aliases.find(arn);
  if (alias) return alias;
  throw new Refusal('ResourceNotFound', 'Request references a resource that does not exist.', {
    resourceName: arn,
  });
}

export const createStateMachineAlias: Action = (service, request) => {
  const name = checkedAlias(required(request, 'name'));
  const routing = routingOf(service, request.routingConfiguration);
  const { machine } = qualified(routing[0]?.stateMachineVersionArn ?? '');
  const { aliases } = service.world.machines;
  const arn = `${machine}:${name}`;
  const before = aliases.find(arn);
  const description = optional(request, 'description');
  if (
    before &&
    (JSON.stringify(before.routing) !== JSON.stringify(routing) || before.description !== description)
  )
    throw new Refusal(
      'ConflictException',
      'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
    );
  const now = service.world.now();
  const alias: Alias = before ?? { arn, name, machine, description, routing, created: now, updated: now };
  aliases.save(alias);
  return { stateMachineAliasArn: arn, creationDate: epoch(alias.created) };
};

export const describeStateMachineAlias: Action = (service, request) => {
  const { arn, name, description, routing, created, updated } = aliasOf(
    service,
    required(request, 'stateMachineAliasArn'),
  );
  return present({
    stateMachineAliasArn: arn,
    name,
    description,
    routingConfiguration: routing.map((route) => ({ ...route })),
    creationDate: epoch(created),
    updateDate: epoch(updated),
  });
};

export const updateStateMachineAlias: Action = (service, request) => {
  const before = aliasOf(service, required(request, 'stateMachineAliasArn'));
  const routing =
    request.routingConfiguration === undefined
      ? before.routing
      : routingOf(service, request.routingConfiguration);
  const updated = service.world.now();
  service.world.machines.aliases.save({
    ...before,
    routing,
    updated,
    description: optional(request, 'description') ?? before.description,
  });
  return { updateDate: epoch(updated) };
};

export const deleteStateMachineAlias: Action = (service, request) => {
  // An alias that is gone already is deleted as well.
  service.world.machines.aliases.drop(required(request, 'stateMachineAliasArn'));
  return {};
};

export const listStateMachineAliases: Action = (service, request): JsonObject => {
  const { machine, qualifier } = qualified(required(request, 'stateMachineArn'));
  const arn = `${machine}:${qualifier}`;
  const all = service.world.machines.aliases
    .of(machine)
    .filter(
      ({ routing }) =>
        qualifier === undefined || routing.some((route) => route.stateMachineVersionArn === arn),
    );
  const { items, next } = page(all, request);
  const stateMachineAliases = items.map(({ arn: alias, created }) => ({
    stateMachineAliasArn: alias,
    creationDate: epoch(created),
  }));
  return present({ stateMachineAliases, nextToken: next });
};
