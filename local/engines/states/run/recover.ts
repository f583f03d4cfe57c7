import { Failure } from '../failure.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { caughtByPath } from '../jsonpath/flow.ts';
import { outcomeOf } from './fields.ts';
import { leave, threadFailed } from './leave.ts';
import { type Place, sightOf } from './place.ts';

/** A state failed: it is tried again, or its error is caught, or its thread fails. */
export async function recover(place: Place, raw: Failure): Promise<void> {
  const { turn, thread, state } = place;
  const failure = named(place, raw);
  if (failure.location !== undefined) {
    turn.follow(thread, 'EvaluationFailed', {
      evaluationFailedEventDetails: {
        error: failure.error,
        cause: failure.cause_,
        location: failure.location,
        state: thread.state,
      },
    });
  }
  if (state.Type === 'Fail') return threadFailed(turn, thread, failure);
  if (retries(place, failure)) return;
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
    await threadFailed(turn, thread, named(place, error));
  }
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
