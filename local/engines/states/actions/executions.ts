import type { Json, JsonObject } from '../json.ts';
import { optional, required, violated } from '../refusal.ts';
import { endExecution } from '../run/leave.ts';
import { qualified } from './arns.ts';
import { type Action, epoch, executionOf, machineOf, page, present } from './service.ts';

export const describeExecution: Action = (service, request) => {
  const execution = executionOf(service, required(request, 'executionArn'));
  const { status, output } = execution;
  const redrivable = status === 'FAILED' || status === 'TIMED_OUT' || status === 'ABORTED';
  const details = request.includedData === 'METADATA_ONLY' ? { included: false } : { included: true };
  return present({
    executionArn: execution.arn,
    stateMachineArn: execution.machine,
    name: execution.name,
    status,
    startDate: epoch(execution.started),
    stopDate: execution.stopped === undefined ? undefined : epoch(execution.stopped),
    input: details.included ? execution.input : undefined,
    inputDetails: details,
    output: output === undefined || !details.included ? undefined : JSON.stringify(output),
    outputDetails: output === undefined ? undefined : details,
    error: execution.error,
    cause: execution.cause,
    stateMachineVersionArn: execution.version,
    stateMachineAliasArn: execution.alias,
    redriveCount: 0,
    redriveStatus: redrivable ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
    redriveStatusReason: redrivable ? undefined : `Execution is ${status} and cannot be redriven`,
  });
};

const STATUSES = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'];

function statusOf(filter: Json | undefined): string | null {
  if (filter === undefined || filter === null) return null;
  const status = String(filter);
  if (STATUSES.includes(status)) return status;
  throw violated(`'${status}'`, 'statusFilter', `satisfy enum value set: [${STATUSES.join(', ')}]`);
}

export const listExecutions: Action = (service, request) => {
  const arn = required(request, 'stateMachineArn');
  const { machine, qualifier } = qualified(arn);
  machineOf(service, machine);
  const status = statusOf(request.statusFilter);
  const rows = service.db
    .prepare(
      'SELECT arn FROM executions WHERE machine = ? AND (? IS NULL OR status = ?) ORDER BY started DESC, id DESC',
    )
    .all(machine, status, status);
  const wanted = rows.filter((row) => {
    const execution =
      qualifier === undefined ? undefined : service.world.executions.findByArn(String(row.arn));
    return qualifier === undefined || execution?.version === arn || execution?.alias === arn;
  });
  const { items, next } = page(wanted, request);
  const executions = items.flatMap((row): JsonObject[] => {
    const execution = service.world.executions.findByArn(String(row.arn));
    if (!execution) return [];
    return [
      present({
        executionArn: execution.arn,
        stateMachineArn: execution.machine,
        name: execution.name,
        status: execution.status,
        startDate: epoch(execution.started),
        stopDate: execution.stopped === undefined ? undefined : epoch(execution.stopped),
        stateMachineVersionArn: execution.version,
        stateMachineAliasArn: execution.alias,
        redriveCount: 0,
      }),
    ];
  });
  return present({ executions, nextToken: next });
};

export const stopExecution: Action = async (service, request) => {
  const execution = executionOf(service, required(request, 'executionArn'));
  const stopDate = await service.conductor.inTurn(execution.id, (turn) => {
    // Stopping what has ended changes nothing and is no error.
    if (!turn.running) return turn.execution.stopped ?? service.world.now();
    const details = present({ error: optional(request, 'error'), cause: optional(request, 'cause') });
    turn.record('ExecutionAborted', 0, { executionAbortedEventDetails: details });
    turn.execution.error = optional(request, 'error');
    turn.execution.cause = optional(request, 'cause');
    endExecution(turn, 'ABORTED');
    return turn.execution.stopped ?? service.world.now();
  });
  return { stopDate: epoch(stopDate) };
};
