import { Failure } from '../failure.ts';
import type { Json } from '../json.ts';
import { outcomeByPath } from '../jsonpath/flow.ts';
import { outcomeOf } from './fields.ts';
import { leave } from './leave.ts';
import { type Place, sightOf } from './place.ts';
import { recover } from './recover.ts';

/** The state has its result: what it assigns and hands on is worked out, and the thread moves on. */
export async function finish(place: Place, result: Json): Promise<void> {
  try {
    const outcome = place.jsonata
      ? await outcomeOf(place.state, '', result, sightOf(place, { result }))
      : outcomeByPath(place, result);
    await leave(place, outcome);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await recover(place, error);
  }
}
