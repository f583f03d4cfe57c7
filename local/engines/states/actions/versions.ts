import type { JsonObject } from '../json.ts';
import { optional, Refusal, required } from '../refusal.ts';
import { inOneTransaction } from '../store/database.ts';
import type { Machine, Version } from '../store/machines.ts';
import { type Action, epoch, machineOf, page, present, type Service } from './service.ts';

/** Makes an unchanging copy of a machine; a revision that has a version already keeps that one. */
export function publish({ world }: Service, machine: Machine, description: string | undefined): Version {
  const { versions, machines } = world.machines;
  const newest = versions.of(machine.arn).sort((a, b) => b.number - a.number)[0];
  if (
    newest &&
    newest.definition === machine.definition &&
    newest.role === machine.role &&
    newest.revisionId === machine.revisionId
  )
    return newest;
  const number = machine.nextVersion;
  const version: Version = {
    arn: `${machine.arn}:${number}`,
    machine: machine.arn,
    number,
    description,
    created: world.now(),
    definition: machine.definition,
    role: machine.role,
    revisionId: machine.revisionId,
  };
  versions.save(version);
  machines.save({ ...machine, nextVersion: number + 1 });
  return version;
}

export const publishStateMachineVersion: Action = (service, request) => {
  const machine = machineOf(service, required(request, 'stateMachineArn'));
  const expected = optional(request, 'revisionId');
  if (expected !== undefined && expected !== (machine.revisionId ?? 'INITIAL'))
    throw new Refusal(
      'ConflictException',
      `Failed to publish the State Machine version for revision ${expected}. The current State Machine revision is ${machine.revisionId ?? 'INITIAL'}.`,
    );
  const version = inOneTransaction(service.db, () =>
    publish(service, machine, optional(request, 'description')),
  );
  return { stateMachineVersionArn: version.arn, creationDate: epoch(version.created) };
};

export const listStateMachineVersions: Action = (service, request): JsonObject => {
  const { arn } = machineOf(service, required(request, 'stateMachineArn'));
  const newestFirst = service.world.machines.versions.of(arn).sort((a, b) => b.number - a.number);
  const { items, next } = page(newestFirst, request);
  const stateMachineVersions = items.map((version) => ({
    stateMachineVersionArn: version.arn,
    creationDate: epoch(version.created),
  }));
  return present({ stateMachineVersions, nextToken: next });
};

export const deleteStateMachineVersion: Action = (service, request) => {
  const arn = required(request, 'stateMachineVersionArn');
  const { aliases, versions } = service.world.machines;
  const version = versions.find(arn);
  const users = version
    ? aliases
        .of(version.machine)
        .filter(({ routing }) => routing.some((route) => route.stateMachineVersionArn === arn))
    : [];
  if (users.length > 0)
    throw new Refusal(
      'ConflictException',
      `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${users.map(({ name }) => name).join(', ')}]`,
    );
  versions.drop(arn);
  return {};
};
