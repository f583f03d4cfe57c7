import { type State, speaksJsonata, stateAt } from '../definition/definition.ts';
import { runtimeFailure } from '../failure.ts';
import { isTooLarge, type Json, type JsonObject } from '../json.ts';
import type { Sight } from '../jsonata/evaluate.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';

/** A thread in a state: everything a state's work needs to know. */
export interface Place {
  readonly turn: Turn;
  readonly thread: Thread;
  readonly state: State;
  readonly jsonata: boolean;
}

/** Where a thread stands now. */
export function placeOf(turn: Turn, thread: Thread): Place {
  const state = stateAt(turn.definition, thread.scope, thread.state);
  return { turn, thread, state, jsonata: speaksJsonata(turn.definition, state) };
}

/** The variables a thread sees: its own before those of the scopes around it. */
export function variablesOf({ turn, thread }: Place): JsonObject {
  const around = thread.parent === undefined ? undefined : turn.thread(thread.parent);
  return around
    ? { ...variablesOf({ ...placeless, turn, thread: around }), ...thread.variables }
    : thread.variables;
}

const placeless = { state: { Type: 'Pass' }, jsonata: true };

/** The context object as the service shows it to a state. */
export function contextOf({ turn, thread, state }: Place, item?: JsonObject): JsonObject {
  const { execution } = turn;
  const inMap = item ?? itemOf(turn, thread);
  return {
    Execution: {
      Id: execution.arn,
      Input: JSON.parse(execution.input) as Json,
      StartTime: new Date(execution.started).toISOString(),
      Name: execution.name,
      RoleArn: execution.role,
      RedriveCount: 0,
    },
    ...(inMap && { Map: { Item: inMap } }),
    StateMachine: { Id: execution.machine, Name: execution.machineName },
    State: {
      Name: thread.state,
      EnteredTime: new Date(thread.enteredAt).toISOString(),
      ...(MAY_RETRY.has(state.Type) && { RetryCount: thread.retries }),
    },
    ...(thread.token !== undefined && { Task: { Token: thread.token } }),
  };
}

const MAY_RETRY: ReadonlySet<string> = new Set(['Task', 'Parallel', 'Map']);

function itemOf(turn: Turn, thread: Thread): JsonObject | undefined {
  if (thread.item) return thread.item;
  const around = thread.parent === undefined ? undefined : turn.thread(thread.parent);
  return around && itemOf(turn, around);
}

/** What the expressions of a state may see; result and error output only where the language allows them. */
export function sightOf(place: Place, more: JsonObject = {}, item?: JsonObject): Sight {
  return {
    states: { input: place.thread.input, context: contextOf(place, item), ...more },
    variables: variablesOf(place),
    now: place.turn.world.now(),
    random: place.turn.world.random,
  };
}

/** Refuses data larger than the service passes between states. */
export function bounded(value: Json, by: string): Json {
  if (!isTooLarge(value)) return value;
  const cause = `The state/task '${by}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  throw runtimeFailure(cause, 'States.DataLimitExceeded');
}
