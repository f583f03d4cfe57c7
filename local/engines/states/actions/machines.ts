import { randomUUID } from 'node:crypto';
import { diagnose } from '../definition/validate.ts';
import type { JsonObject } from '../json.ts';
import { optional, Refusal, required } from '../refusal.ts';
import { inOneTransaction } from '../store/database.ts';
import type { Machine } from '../store/machines.ts';
import { arnsOf, qualified } from './arns.ts';
import { checkedDefinition, checkedRole, checkedType, versionDescription } from './checks.ts';
import {
  type Action,
  checkedName,
  epoch,
  executionOf,
  invalidArn,
  machineOf,
  page,
  present,
} from './service.ts';
import { tagResource } from './tags.ts';
import { publish } from './versions.ts';

const SETTINGS = ['loggingConfiguration', 'tracingConfiguration', 'encryptionConfiguration'] as const;
const USUAL_SETTINGS: JsonObject = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

const settingsOf = (request: JsonObject, before: JsonObject): JsonObject => {
  const given = SETTINGS.filter((name) => request[name] !== undefined).map((name) => [name, request[name]]);
  return { ...before, ...Object.fromEntries(given) };
};

export const createStateMachine: Action = (service, request) => {
  const { world } = service;
  const name = checkedName(required(request, 'name'));
  const role = checkedRole(required(request, 'roleArn'));
  const definition = checkedDefinition(required(request, 'definition'));
  const type = checkedType(optional(request, 'type') ?? 'STANDARD');
  const description = versionDescription(request);
  const arn = arnsOf(world.region, world.account).machine(name);
  return inOneTransaction(service.db, () => {
    const before = world.machines.machines.find(arn);
    const wanted = {
      definition: world.machines.definitionId(definition),
      role,
      type,
      settings: settingsOf(request, USUAL_SETTINGS),
    };
    if (before && !isSame(before, wanted))
      throw new Refusal('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
    const now = world.now();
    const machine: Machine = before ?? { arn, name, ...wanted, created: now, updated: now, nextVersion: 1 };
    if (!before) world.machines.machines.save(machine);
    if (!before && Array.isArray(request.tags))
      tagResource(service, { resourceArn: arn, tags: request.tags });
    const version = request.publish === true ? publish(service, machine, description) : undefined;
    return present({
      stateMachineArn: arn,
      creationDate: epoch(machine.created),
      stateMachineVersionArn: version?.arn,
    });
  });
};

const isSame = (
  a: Pick<Machine, 'definition' | 'role' | 'type' | 'settings'>,
  b: Pick<Machine, 'definition' | 'role' | 'type' | 'settings'>,
) =>
  a.definition === b.definition &&
  a.role === b.role &&
  a.type === b.type &&
  JSON.stringify(a.settings) === JSON.stringify(b.settings);

/** Running executions keep the definition they started with: an update only changes what starts after it. */
export const updateStateMachine: Action = (service, request) => {
  const { world } = service;
  const arn = required(request, 'stateMachineArn');
  // A version never changes, so there is nothing by its name to update.
  if (qualified(arn).qualifier !== undefined)
    throw new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  const before = machineOf(service, arn);
  const definition = optional(request, 'definition');
  const role = optional(request, 'roleArn');
  if (definition === undefined && role === undefined && SETTINGS.every((name) => request[name] === undefined))
    throw new Refusal(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, the TracingConfiguration or the EncryptionConfiguration must be specified',
    );
  if (definition !== undefined) checkedDefinition(definition);
  if (role !== undefined) checkedRole(role);
  const description = versionDescription(request);
  return inOneTransaction(service.db, () => {
    const wanted = {
      definition: definition === undefined ? before.definition : world.machines.definitionId(definition),
      role: role ?? before.role,
      settings: settingsOf(request, before.settings),
    };
    const changed = !isSame(before, { ...before, ...wanted });
    const now = world.now();
    const after: Machine = changed
      ? { ...before, ...wanted, updated: now, revisionId: randomUUID() }
      : before;
    if (changed) world.machines.machines.save(after);
    const version = request.publish === true ? publish(service, after, description) : undefined;
    return present({
      updateDate: epoch(now),
      revisionId: after.revisionId,
      stateMachineVersionArn: version?.arn,
    });
  });
};

export const describeStateMachine: Action = (service, request) => {
  const { world } = service;
  const arn = required(request, 'stateMachineArn');
  const { machine: base, qualifier } = qualified(arn);
  const version = qualifier === undefined ? undefined : world.machines.versions.find(arn);
  if (qualifier !== undefined && !version) {
    machineOf(service, arn);
    throw new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  }
  const machine = machineOf(service, base);
  const shown = version ?? machine;
  return present({
    stateMachineArn: arn,
    name: machine.name,
    status: 'ACTIVE',
    definition: world.machines.definitionText(shown.definition),
    roleArn: shown.role,
    type: machine.type,
    creationDate: epoch(shown.created),
    ...machine.settings,
    revisionId: shown.revisionId,
    description: version?.description,
  });
};

export const describeStateMachineForExecution: Action = (service, request) => {
  const execution = executionOf(service, required(request, 'executionArn'));
  const { machines } = service.world;
  const machine = machines.machines.find(execution.machine);
  return present({
    stateMachineArn: execution.machine,
    name: execution.machineName,
    definition: machines.definitionText(execution.definition),
    roleArn: execution.role,
    updateDate: epoch(machine?.updated ?? execution.started),
    ...(machine?.settings ?? USUAL_SETTINGS),
    revisionId: machine?.revisionId,
  });
};

/** Deletes a machine with its versions and aliases. What runs of it runs on to its end. */
export const deleteStateMachine: Action = (service, request) => {
  const arn = required(request, 'stateMachineArn');
  if (qualified(arn).qualifier !== undefined) throw invalidArn(arn);
  const { machines } = service.world;
  inOneTransaction(service.db, () => {
    for (const { arn: version } of machines.versions.of(arn)) machines.versions.drop(version);
    for (const { arn: alias } of machines.aliases.of(arn)) machines.aliases.drop(alias);
    machines.machines.drop(arn);
  });
  return {};
};

export const listStateMachines: Action = (service, request) => {
  const all = [...service.world.machines.machines.all()].sort((a, b) => a.name.localeCompare(b.name));
  const { items, next } = page(all, request);
  const stateMachines = items.map(({ arn, name, type, created }) => ({
    stateMachineArn: arn,
    name,
    type,
    creationDate: epoch(created),
  }));
  return present({ stateMachines, nextToken: next });
};

export const validateStateMachineDefinition: Action = (_service, request) => {
  const found = diagnose(required(request, 'definition'));
  const most = typeof request.maxResults === 'number' && request.maxResults > 0 ? request.maxResults : 100;
  return {
    result: found.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: found.slice(0, most).map((diagnostic) => ({ ...diagnostic })),
    truncated: found.length > most,
  };
};
