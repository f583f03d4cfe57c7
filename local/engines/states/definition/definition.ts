import { isArray, isObject, type Json, type JsonObject } from '../json.ts';

/** One state as written; the validator has vouched for its shape before it ever runs. */
export interface State extends JsonObject {
  readonly Type: string;
}

/** A place states live in: the machine itself, a branch, or the processor of a Map. */
export interface Container extends JsonObject {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** A state machine as written. */
export interface Definition extends Container {
  readonly QueryLanguage?: string;
  readonly TimeoutSeconds?: Json;
}

/** The way from the machine to a container: the names of the states passed, and branch numbers. */
export type Scope = readonly (string | number)[];

/** The container at the end of a scope. */
export function containerAt(definition: Definition, scope: Scope): Container {
  let at: Container = definition;
  for (let i = 0; i < scope.length; i += 2) {
    const state = at.States[String(scope[i])];
    const inner = state && inside(state)[Number(scope[i + 1])];
    if (!inner) throw new Error(`the definition has no container at ${JSON.stringify(scope)}`);
    at = inner;
  }
  return at;
}

/** The containers inside a state: branches of a Parallel, the one processor of a Map. */
export function inside(state: State): readonly Container[] {
  if (state.Type === 'Parallel' && isArray(state.Branches)) return state.Branches as unknown as Container[];
  const processor = state.ItemProcessor ?? state.Iterator;
  return state.Type === 'Map' && isObject(processor) ? [processor as unknown as Container] : [];
}

/** The state of a name within a scope. */
export function stateAt(definition: Definition, scope: Scope, name: string): State {
  const state = containerAt(definition, scope).States[name];
  if (!state) throw new Error(`the definition has no state '${name}' at ${JSON.stringify(scope)}`);
  return state;
}

/** Whether a state is written in JSONata: its own word first, then the machine's, else JSONPath. */
export function speaksJsonata(definition: Definition, state: State): boolean {
  return (state.QueryLanguage ?? definition.QueryLanguage ?? 'JSONPath') !== 'JSONPath';
}
