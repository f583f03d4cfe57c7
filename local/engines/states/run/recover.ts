import { Failure } from '../failure.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { caughtByPath } from '../jsonpath/flow.ts';
import { outcomeOf } from './fields.ts';
import { failExecution, leave, threadFailed } from './leave.ts';
import { type Place, sightOf } from './place.ts';

/** A state failed: it is tried again, or its error is caught, or its thread fails. */
export async function recover(place: Place, raw: Failure): Promise<void> {
  const { turn, thread, state } = place;
  const failure = told(place, raw);
  if (raw.own && raw.error === 'States.Runtime') return breakDown(place, failure);
  if (state.Type === 'Fail') return threadFailed(turn, thread, failure);
  if (retries(place, failure)) return;
  const before = thread.last;
  stateFailed(place);
  const catchers = entries(state.Catch);
  const index = catchers.findIndex((catcher) => matches(catcher, failure));
  const catcher = catchers[index];
  if (!catcher) return threadFailed(turn, thread, failure);
  const errorOutput = { Error: failure.error, Cause: failure.cause_ ?? '' };
  try {
    const outcome = place.jsonata
      ? await outcomeOf(catcher, `Catch[${index}]/`, errorOutput, sightOf(place, { errorOutput }))
      : caughtByPath(place, catcher, errorOutput);
    await leave(place, outcome, String(catcher.Next));
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // The catcher's own failure follows what came before the state failed, which then fails once more.
    thread.last = before;
    const second = told(place, error);
    stateFailed(place);
    await threadFailed(turn, thread, second);
  }
}

/** An error of the definition itself ends the execution, whatever is around the state to catch it. */
async function breakDown({ turn, thread }: Place, failure: Failure): Promise<void> {
  // An item of a distributed Map is an execution of its own.
  if (thread.silent) return threadFailed(turn, thread, failure);
  failExecution(turn, turn.execution.nextEvent - 1, failure.error, failure.cause_);
}

/** Parallel and Map say that they failed; for the others their last event says it. */
function stateFailed({ turn, thread, state }: Place): void {
  if (state.Type === 'Parallel' || state.Type === 'Map') turn.follow(thread, `${state.Type}StateFailed`);
}

/** The failure with its whole cause; one of an expression is written down where it happened, and only there. */
function told(place: Place, raw: Failure): Failure {
  const { turn, thread } = place;
  const { error, cause_: cause, location, alias } = named(place, raw);
  if (location === undefined) return new Failure(error, { cause, alias });
  const details = { error, cause, location, state: thread.state };
  turn.follow(thread, 'EvaluationFailed', { evaluationFailedEventDetails: details });
  return new Failure(error, { cause, alias });
}

/** The engine's own causes name the state they happened in, once, at the innermost state. */
function named({ thread }: Place, failure: Failure): Failure {
  if (!failure.own) return failure;
  const prefix = `An error occurred while executing the state '${thread.state}' (entered at the event id #${thread.enteredEvent}).`;
  const { location, alias } = failure;
  return new Failure(failure.error, { cause: `${prefix} ${failure.cause_}`, location, alias });
}

function retries({ turn, thread, state }: Place, failure: Failure): boolean {
  // The service never tries again after States.Runtime: the same definition would fail the same way.
  if (failure.error === 'States.Runtime') return false;
  const retriers = entries(state.Retry);
  const index = retriers.findIndex((retrier) => matches(retrier, failure));
  const retrier = retriers[index];
  const tried = thread.retried[index] ?? 0;
  if (!retrier || tried >= number(retrier.MaxAttempts, 3)) return false;
  const seconds = number(retrier.IntervalSeconds, 1) * number(retrier.BackoffRate, 2) ** tried;
  const capped = Math.min(seconds, number(retrier.MaxDelaySeconds, Number.MAX_SAFE_INTEGER));
  const delay = retrier.JitterStrategy === 'FULL' ? capped * turn.world.random() : capped;
  thread.retried = retriers.map((_, i) => (thread.retried[i] ?? 0) + (i === index ? 1 : 0));
  thread.retries += 1;
  thread.task = undefined;
  turn.move(thread, 'retrying', turn.world.now() + Math.round(delay * 1000));
  return true;
}

function matches(entry: JsonObject, failure: Failure): boolean {
  const names = isArray(entry.ErrorEquals) ? entry.ErrorEquals : [];
  return names.some((name) => {
    if (name === failure.error || (failure.alias !== undefined && name === failure.alias)) return true;
    if (failure.error === 'States.Runtime') return false;
    return name === 'States.ALL' || (name === 'States.TaskFailed' && failure.error !== 'States.Timeout');
  });
}

const entries = (field: Json | undefined): JsonObject[] => (isArray(field) ? field.filter(isObject) : []);

const number = (value: Json | undefined, otherwise: number) =>
  typeof value === 'number' ? value : otherwise;
