import { randomUUID } from 'node:crypto';
import { inside, type State } from '../definition/definition.ts';
import { Failure, queryFailure } from '../failure.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { fill } from '../jsonata/evaluate.ts';
import { itemInputByPath, itemsByPath, numberByPath } from '../jsonpath/flow.ts';
import { typed, wholeNumber } from './fields.ts';
import { finish } from './finish.ts';
import { collected } from './parallel.ts';
import { type Place, placeOf, sightOf } from './place.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';

/** An inline Map runs at most this many iterations at once when nothing else is said. */
const USUAL_CONCURRENCY = 40;

/** Starts the iterations of a Map state, as many as may run at once. */
export async function startMap(place: Place): Promise<void> {
  const { turn, thread, state } = place;
  const items = await itemsOf(place);
  const limit = (await numberOf(place, 'MaxConcurrency', [0, Number.MAX_SAFE_INTEGER])) || USUAL_CONCURRENCY;
  const tolerated = await toleratedOf(place, items.length);
  const selected: Json[] = [];
  for (const [index, item] of items.entries()) selected.push(await itemInput(place, item, index));
  turn.follow(thread, 'MapStateStarted', { mapStateStartedEventDetails: { length: items.length } });
  const run = isDistributed(state) ? startRun(place) : undefined;
  const counts = { limit, next: 0, open: 0, failures: 0 };
  thread.branches = { count: items.length, items, selected, tolerated, run, ...counts };
  turn.move(thread, 'branching');
  if (items.length === 0) return mapDone(turn, thread);
  startIterations(turn, thread, thread.last);
}

function isDistributed(state: State): boolean {
  const config = inside(state)[0]?.ProcessorConfig;
  return isObject(config) && config.Mode === 'DISTRIBUTED';
}

/** A distributed Map has a run with a name of its own; its items leave no events in the history of the execution. */
function startRun({ turn, thread, state }: Place): string {
  const { machine } = turn.execution;
  const label = typeof state.Label === 'string' ? state.Label : thread.state.replace(/\s+/g, '-');
  const run = `${machine.replace(':stateMachine:', ':mapRun:')}/${label}:${randomUUID()}`;
  turn.follow(thread, 'MapRunStarted', { mapRunStartedEventDetails: { mapRunArn: run } });
  return run;
}

async function itemsOf(place: Place): Promise<readonly Json[]> {
  if (place.state.ItemReader !== undefined) throw unreadable(place.state.ItemReader);
  if (!place.jsonata) return itemsByPath(place);
  const { Items } = place.state;
  const items =
    Items === undefined ? place.thread.input : await typed(Items, 'Items', 'array', sightOf(place));
  if (isArray(items)) return items;
  throw queryFailure('Items', `Map Items must resolve to an array, but was: ${JSON.stringify(items)}`);
}

/** Items are taken from the input only; a reader fails by the name it would fail by, which can be caught. */
function unreadable(reader: Json): Failure {
  const { ReaderConfig: config, Parameters: parameters, Arguments: args = parameters } = reader as JsonObject;
  const parquet = isObject(config) && config.InputType === 'PARQUET';
  const cause =
    parquet && isObject(args) && args.VersionId !== undefined
      ? 'S3 Version ID selection is not currently supported for PARQUET files'
      : 'Items cannot be read from elsewhere locally';
  return new Failure('States.ItemReaderFailed', { cause });
}

async function itemInput(place: Place, value: Json, index: number): Promise<Json> {
  const item = { Index: index, Value: value };
  if (!place.jsonata) return itemInputByPath(place, item);
  const { ItemSelector } = place.state;
  return ItemSelector === undefined ? value : fill(ItemSelector, 'ItemSelector', sightOf(place, {}, item));
}

const numberOf = (place: Place, field: string, bounds: readonly [number, number]) =>
  place.jsonata ? wholeNumber(place, field, bounds) : Promise.resolve(numberByPath(place, field));

async function toleratedOf(place: Place, count: number): Promise<number | undefined> {
  const most = await numberOf(place, 'ToleratedFailureCount', [0, Number.MAX_SAFE_INTEGER]);
  const share = await numberOf(place, 'ToleratedFailurePercentage', [0, 100]);
  if (most === undefined && share === undefined) return isDistributed(place.state) ? 0 : undefined;
  return Math.min(most ?? count, share === undefined ? count : (share / 100) * count);
}

function startIterations(turn: Turn, parent: Thread, previous: number): void {
  const { branches } = parent;
  const processor = inside(placeOf(turn, parent).state)[0];
  if (!branches || !processor) return;
  while (branches.open < branches.limit && branches.next < branches.count) {
    const index = branches.next++;
    branches.open += 1;
    const details = { mapIterationStartedEventDetails: { name: parent.state, index } };
    // An item of a run is an execution of its own: its count of events begins anew, with its start.
    const last =
      branches.run === undefined ? turn.aside(parent, 'MapIterationStarted', previous, details) : 1;
    const item = { Index: index, Value: branches.items?.[index] ?? null };
    const input = branches.selected?.[index] ?? null;
    turn.spawn({
      parent,
      index,
      scope: [...parent.scope, parent.state, 0],
      state: processor.StartAt,
      input,
      item,
      silent: branches.run !== undefined,
      last,
    });
  }
  turn.touch(parent);
}

/** An iteration came to its end: the next one starts, or the Map is done. */
export async function iterationEnded(turn: Turn, parent: Thread, ended: Thread): Promise<void> {
  if (parent.branches?.run === undefined)
    parent.last = turn.aside(parent, 'MapIterationSucceeded', ended.last, {
      mapIterationSucceededEventDetails: { name: parent.state, index: ended.index },
    });
  await nextIteration(turn, parent, ended.last);
}

async function nextIteration(turn: Turn, parent: Thread, previous: number): Promise<void> {
  const { branches } = parent;
  if (!branches) return;
  if (branches.next < branches.count) return startIterations(turn, parent, previous);
  if (branches.open === 0) await mapDone(turn, parent);
}

async function mapDone(turn: Turn, parent: Thread): Promise<void> {
  const run = parent.branches?.run;
  const last = run === undefined ? parent.last : turn.aside(parent, 'MapRunSucceeded', parent.last);
  turn.aside(parent, 'MapStateSucceeded', last);
  // Tolerated failures leave no result behind: the array holds what succeeded.
  for (const thread of turn.children(parent)) if (thread.failed) turn.drop(thread);
  await finish(placeOf(turn, parent), collected(turn, parent));
}

/** An iteration failed. True when the Map tolerates it and goes on; more than tolerated and the Map fails by its own name. */
export async function iterationFailed(
  turn: Turn,
  parent: Thread,
  failed: Thread,
  failure: Failure,
): Promise<boolean> {
  const { branches } = parent;
  if (branches?.run === undefined)
    turn.aside(parent, 'MapIterationFailed', failed.last, {
      mapIterationFailedEventDetails: { name: parent.state, index: failed.index },
    });
  if (!branches || branches.tolerated === undefined) return false;
  branches.failures += 1;
  if (branches.failures > branches.tolerated) {
    const cause = 'The specified tolerated failure threshold was exceeded';
    const threshold = new Failure('States.ExceedToleratedFailureThreshold', { cause });
    if (branches.run !== undefined)
      turn.follow(parent, 'MapRunFailed', { mapRunFailedEventDetails: { error: threshold.error, cause } });
    Object.assign(failure, {
      error: threshold.error,
      cause_: threshold.cause_,
      location: undefined,
      alias: undefined,
    });
    return false;
  }
  failed.failed = true;
  turn.move(failed, 'done');
  branches.open -= 1;
  if (branches.run === undefined) parent.last = failed.last;
  await nextIteration(turn, parent, failed.last);
  return true;
}
