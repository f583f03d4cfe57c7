import { randomUUID } from 'node:crypto';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { type Resource, resourceOf } from '../run/resource.ts';
import type { Answer } from '../run/task.ts';
import type { Caller, Execution } from '../store/executions.ts';
import type { Ways } from './calls.ts';
import { refused } from './errors.ts';
import { withMetadata } from './metadata.ts';

/** Starts an execution for a task; the same task starts the same one, however often its call is made. */
export type StartExecution = (
  request: JsonObject,
  by: Caller,
  waits: boolean,
) => Promise<{ executionArn: string; startDate: number }>;

/** Starts another machine from a task, and says what the service says about it. */
export async function startChild(
  ways: Ways,
  resource: Resource,
  parameters: Json,
  by: Caller,
): Promise<Json> {
  const asked = isObject(parameters) ? parameters : {};
  const input =
    asked.Input === undefined
      ? undefined
      : typeof asked.Input === 'string'
        ? asked.Input
        : JSON.stringify(asked.Input);
  const request = { stateMachineArn: asked.StateMachineArn, name: asked.Name, input };
  const id = randomUUID();
  try {
    const started = await ways.startExecution(request, by, resource.pattern.startsWith('sync'));
    const body = { ExecutionArn: started.executionArn, StartDate: started.startDate };
    if (resource.sdk) return { ...body, StartDate: new Date(started.startDate).toISOString() };
    const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-RequestId': id };
    return withMetadata(body, headers, id);
  } catch (error) {
    if (error instanceof Refusal) throw refused(resource, error.code, error.message, 400, id);
    throw error;
  }
}

/** What a `.sync` task gets when the execution it waited for has ended. */
export function childAnswer(child: Execution, resource: string): Answer {
  const parsed = resourceOf(resource).pattern === 'sync:2';
  const text = (value: Json | undefined) => (value === undefined || parsed ? value : JSON.stringify(value));
  const described: Record<string, Json | undefined> = {
    ExecutionArn: child.arn,
    Input: parsed ? (JSON.parse(child.input) as Json) : child.input,
    InputDetails: { Included: true },
    Name: child.name,
    Output: text(child.output),
    OutputDetails: child.output === undefined ? undefined : { Included: true },
    StartDate: child.started,
    StateMachineArn: child.machine,
    Status: child.status,
    StopDate: child.stopped,
  };
  if (child.status === 'SUCCEEDED') return { output: defined(described) };
  const cause = JSON.stringify({ Cause: child.cause, Error: child.error, ...described });
  return { error: 'States.TaskFailed', cause };
}

const defined = (fields: Record<string, Json | undefined>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
