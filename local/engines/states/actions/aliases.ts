import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { optional, Refusal, required } from '../refusal.ts';
import type { Alias } from '../store/machines.ts';
import { qualified } from './arns.ts';
import { type Action, checkedName, epoch, page, present, type Service } from './service.ts';

type Routing = Alias['routing'];

function routingOf({ world }: Service, given: Json | undefined): Routing {
  const invalid = (why: string) => new Refusal('ValidationException', why);
  const routes = isArray(given) ? given.filter(isObject) : [];
  if (routes.length < 1 || routes.length > 2)
    throw invalid('routingConfiguration must have one or two entries');
  const routing = routes.map(({ stateMachineVersionArn, weight }) => ({
    stateMachineVersionArn: String(stateMachineVersionArn),
    weight: Number(weight),
  }));
  if (routing.reduce((sum, { weight }) => sum + weight, 0) !== 100)
    throw invalid(
      'Sum of routing configuration weights must equal 100. Received: ' +
        JSON.stringify(routing.map(({ weight }) => weight)),
    );
  const machines = new Set(
    routing.map(({ stateMachineVersionArn }) => qualified(stateMachineVersionArn).machine),
  );
  if (machines.size > 1) throw invalid('Routing configuration must contain versions of one state machine');
  for (const { stateMachineVersionArn: arn } of routing)
    if (!world.machines.versions.find(arn))
      throw new Refusal('ResourceNotFound', `Request references a resource that doesn't exist: ${arn}`);
  return routing;
}

function aliasOf({ world }: Service, arn: string): Alias {
  const alias = world.machines.aliases.find(arn);
  if (alias) return alias;
  throw new Refusal('ResourceNotFound', 'Request references a resource that does not exist.', {
    resourceName: arn,
  });
}

export const createStateMachineAlias: Action = (service, request) => {
  const name = checkedName(required(request, 'name'));
  if (/^\d+$/.test(name)) throw new Refusal('ValidationException', 'An alias name cannot be a number');
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
  const { arn } = aliasOf(service, required(request, 'stateMachineAliasArn'));
  service.world.machines.aliases.drop(arn);
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
