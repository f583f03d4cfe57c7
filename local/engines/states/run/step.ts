import { Failure } from '../failure.ts';
import type { Json } from '../json.ts';
import { failByPath, inputByPath } from '../jsonpath/flow.ts';
import { choose } from './choice.ts';
import { typed } from './fields.ts';
import { finish } from './finish.ts';
import { startMap } from './map.ts';
import { startBranches } from './parallel.ts';
import { type Place, placeOf, sightOf } from './place.ts';
import { recover } from './recover.ts';
import { scheduleTask } from './task.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';
import { startWait } from './wait.ts';
import { textOf } from './world.ts';

/** Enters a thread's state, or tries it once more, and does what the state says. */
export async function step(turn: Turn, thread: Thread): Promise<void> {
  const place = placeOf(turn, thread);
  if (thread.phase === 'ready') enter(place);
  try {
    await attempt(place);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await recover(place, error);
  }
}

function enter({ turn, thread, state }: Place): void {
  thread.retries = 0;
  thread.retried = [];
  thread.enteredAt = turn.world.now();
  thread.enteredEvent = turn.follow(thread, `${state.Type}StateEntered`, {
    stateEnteredEventDetails: {
      name: thread.state,
      input: textOf(thread.input),
      inputDetails: { truncated: false },
    },
  });
}

async function attempt(place: Place): Promise<void> {
  const { state, thread } = place;
  switch (state.Type) {
    case 'Pass':
      return finish(place, place.jsonata ? thread.input : passed(place));
    case 'Succeed':
      return finish(place, place.jsonata ? thread.input : inputByPath(place));
    case 'Fail':
      throw await failureOf(place);
    case 'Choice':
      return choose(place);
    case 'Wait':
      return startWait(place);
    case 'Task':
      return scheduleTask(place);
    case 'Parallel':
      return startBranches(place);
    case 'Map':
      return startMap(place);
    default:
      throw new Error(`no state is of type ${state.Type}`);
  }
}

const passed = (place: Place): Json => place.state.Result ?? inputByPath(place);

async function failureOf(place: Place): Promise<Failure> {
  if (!place.jsonata) return failByPath(place);
  const { Error: error, Cause: cause } = place.state;
  const sight = sightOf(place);
  const name = error === undefined ? undefined : await typed(error, 'Error', 'string', sight);
  const reason = cause === undefined ? undefined : await typed(cause, 'Cause', 'string', sight);
  return failedWith(name, reason);
}

/** What a Fail state says; without an Error the execution has none either. */
export const failedWith = (error: Json | undefined, cause: Json | undefined) =>
  new Failure(error === undefined ? '' : String(error), {
    cause: cause === undefined ? undefined : String(cause),
  });
