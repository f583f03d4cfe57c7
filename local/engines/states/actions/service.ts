import type { JsonObject } from '../json.ts';
import { Refusal, wantedAtMost } from '../refusal.ts';
import type { Conductor } from '../run/conductor.ts';
import type { World } from '../run/world.ts';
import type { Database } from '../store/database.ts';
import type { Execution } from '../store/executions.ts';
import type { Machine } from '../store/machines.ts';
import { isExecutionArn, isMachineArn } from './arns.ts';

/** What the actions of the API work with. */
export interface Service {
  readonly db: Database;
  readonly world: World;
  readonly conductor: Conductor;
}

/** One action of the API: a request in, a response out, or a refusal. */
export type Action = (service: Service, request: JsonObject) => JsonObject | Promise<JsonObject>;

/** Moments on the wire are seconds with a fraction. */
export const epoch = (ms: number) => ms / 1000;

/** The fields of a response that have a value. */
export const present = (fields: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The machine of an ARN, or the service's refusal. */
export function machineOf({ world }: Service, arn: string): Machine {
  if (!isMachineArn(arn)) throw invalidArn(arn);
  const machine = world.machines.machines.find(arn);
  if (machine) return machine;
  throw new Refusal('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
}

/** The execution of an ARN, or the service's refusal. */
export function executionOf({ world }: Service, arn: string): Execution {
  if (!isExecutionArn(arn)) throw invalidArn(arn);
  const execution = world.executions.findByArn(arn);
  if (execution) return execution;
  throw new Refusal('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
}

export const invalidArn = (arn: string) =>
  new Refusal('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);

const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

/** A name the service accepts, or its refusal. */
export function checkedName(name: string): string {
  if (NAME.test(name)) return name;
  throw new Refusal('InvalidName', `Invalid Name: '${name}'`);
}

/** One page of a list. The token says where the next one starts, and is refused when it is none of ours. */
export function page<T>(items: readonly T[], request: JsonObject, usual = 100) {
  const { nextToken } = request;
  const start = nextToken === undefined ? 0 : Number(Buffer.from(String(nextToken), 'base64').toString());
  if (!Number.isInteger(start) || start < 0)
    throw new Refusal('InvalidToken', `Invalid Token: 'Invalid token'`);
  const end = start + (wantedAtMost(request) ?? usual);
  const next = end < items.length ? Buffer.from(String(end)).toString('base64') : undefined;
  return { items: items.slice(start, end), next };
}
