import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { LARGEST_DATA } from '../json.ts';
import { complaintAbout } from '../jsonpath/json-complaint.ts';
import { optional, Refusal, required } from '../refusal.ts';
import { inOneTransaction } from '../store/database.ts';
import type { Caller, Execution } from '../store/executions.ts';
import type { Revision } from '../store/machines.ts';
import { arnsOf, isMachineArn, qualified } from './arns.ts';
import { type Action, checkedName, epoch, invalidArn, machineOf, present, type Service } from './service.ts';

/** Starts an execution of a machine, a version, or an alias, and lets it run. */
export async function start(
  service: Service,
  request: JsonObject,
  by?: { caller: Caller; waits: boolean },
): Promise<Execution> {
  const { world } = service;
  const arn = required(request, 'stateMachineArn');
  if (!isMachineArn(arn)) throw invalidArn(arn);
  const target = targetOf(service, arn);
  const machine = machineOf(service, target.machine);
  // A task that names nothing starts one execution per call of its own, however often that call is made.
  const usual = by
    ? `${by.caller.execution}-${by.caller.thread}-${by.caller.call}-${world.executions.find(by.caller.execution)?.name}`.slice(
        0,
        80,
      )
    : randomUUID();
  const name = checkedName(optional(request, 'name') ?? usual);
  const input = checkedInput(optional(request, 'input') ?? '{}');
  const parent = by?.waits ? by.caller : undefined;
  const executionArn = arnsOf(world.region, world.account).execution(machine.name, name);
  const before = world.executions.findByArn(executionArn);
  if (before) {
    const same = before.input === input && (before.version ?? before.alias) === target.named;
    const again =
      by !== undefined && JSON.stringify(before.parent) === JSON.stringify(parent) && parent !== undefined;
    if (again || (same && before.status === 'RUNNING')) return before;
    throw new Refusal('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
  }
  const started = world.now();
  const timeout = world.machines.definition(target.revision.definition).TimeoutSeconds;
  const execution: Execution = {
    id: 0,
    arn: executionArn,
    name,
    machine: machine.arn,
    machineName: machine.name,
    definition: target.revision.definition,
    role: target.revision.role,
    input,
    started,
    version: target.version,
    alias: target.alias,
    parent,
    status: 'RUNNING',
    due: typeof timeout === 'number' ? started + timeout * 1000 : undefined,
    nextEvent: 1,
    nextThread: 1,
  };
  const id = inOneTransaction(service.db, () => begin(service, execution));
  void service.conductor
    .inTurn(id, (turn) => {
      for (const thread of turn.threads()) turn.ready.push(thread);
    })
    .catch(() => undefined);
  return { ...execution, id };
}

/** Writes a new execution down with its first event and its first thread: from here on it survives anything. */
function begin({ world }: Service, execution: Execution): number {
  const { StartAt } = world.machines.definition(execution.definition);
  const id = world.executions.add({ ...execution, nextEvent: 2, nextThread: 2 });
  const details = { input: execution.input, inputDetails: { truncated: false }, roleArn: execution.role };
  const shown = present({
    ...details,
    stateMachineAliasArn: execution.alias,
    stateMachineVersionArn: execution.version,
  });
  world.executions.append(id, {
    id: 1,
    at: execution.started,
    type: 'ExecutionStarted',
    previous: 0,
    details: { executionStartedEventDetails: shown },
  });
  world.executions.keepThread(id, {
    id: 1,
    index: 0,
    scope: [],
    phase: 'ready',
    state: StartAt,
    input: JSON.parse(execution.input),
    variables: {},
    last: 0,
    enteredAt: execution.started,
    enteredEvent: 0,
    retries: 0,
    retried: [],
    call: 0,
  });
  return id;
}

interface Target {
  readonly machine: string;
  readonly revision: Revision;
  readonly named?: string | undefined;
  readonly version?: string | undefined;
  readonly alias?: string | undefined;
}

function targetOf(service: Service, arn: string): Target {
  const { machine, qualifier } = qualified(arn);
  const { versions, aliases } = service.world.machines;
  if (qualifier === undefined) return { machine, revision: machineOf(service, machine) };
  const version = versions.find(arn);
  if (version) return { machine, revision: version, version: arn, named: arn };
  const alias = aliases.find(arn);
  const routed = alias && versions.find(drawn(alias.routing, service.world.random()));
  if (!alias || !routed)
    throw new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
  return { machine, revision: routed, version: routed.arn, alias: arn, named: routed.arn };
}

function drawn(
  routing: readonly { stateMachineVersionArn: string; weight: number }[],
  chance: number,
): string {
  let left = chance * 100;
  for (const { stateMachineVersionArn, weight } of routing) {
    left -= weight;
    if (left < 0) return stateMachineVersionArn;
  }
  return routing.at(-1)?.stateMachineVersionArn ?? '';
}

function checkedInput(input: string): string {
  try {
    JSON.parse(input);
  } catch {
    const why = input.trim() === '' ? 'Invalid execution input.' : complaintAbout(input).message;
    throw new Refusal('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
  }
  if (Buffer.byteLength(input) > LARGEST_DATA)
    throw new Refusal(
      'ValidationException',
      `1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to ${LARGEST_DATA}`,
    );
  return input;
}

export const startExecution: Action = async (service, request) => {
  const { arn, started } = await start(service, request);
  return { executionArn: arn, startDate: epoch(started) };
};

/** Only an express workflow answers with its end, and there are none here. */
export const startSyncExecution: Action = (service, request) => {
  machineOf(service, required(request, 'stateMachineArn'));
  throw new Refusal(
    'StateMachineTypeNotSupported',
    'This operation is not supported by this type of state machine',
  );
};
