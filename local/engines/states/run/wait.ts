import { queryFailure } from '../failure.ts';
import { waitByPath } from '../jsonpath/flow.ts';
import { typed, wholeNumber } from './fields.ts';
import { finish } from './finish.ts';
import { type Place, sightOf } from './place.ts';

const LONGEST_SECONDS = 99_999_999;

/** Waits until a moment; one that has passed already is no wait. */
export async function startWait(place: Place): Promise<void> {
  const { turn, thread } = place;
  const until = await untilOf(place);
  if (until > turn.world.now()) turn.move(thread, 'waiting', until);
  else await finish(place, thread.input);
}

async function untilOf(place: Place): Promise<number> {
  const now = place.turn.world.now();
  if (!place.jsonata) return waitByPath(place, now);
  const seconds = await wholeNumber(place, 'Seconds', [0, LONGEST_SECONDS]);
  if (seconds !== undefined) return now + seconds * 1000;
  const text = await typed(place.state.Timestamp ?? null, 'Timestamp', 'string', sightOf(place));
  const at = instantOf(String(text));
  if (at !== undefined) return at;
  throw queryFailure('Timestamp', notAnInstant('Timestamp', String(text)));
}

/** The sentence of the service for a moment it cannot read. */
export const notAnInstant = (field: string, text: string) =>
  `The ${field} parameter does not reference a valid ISO-8601 extended offset date-time format string: ${text}`;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** A moment written out with its offset, in milliseconds. */
export function instantOf(text: string): number | undefined {
  const at = INSTANT.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
