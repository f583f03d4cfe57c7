import type { Failure } from '../failure.ts';
import { runtimeFailure } from '../failure.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Outcome } from '../run/fields.ts';
import type { Place } from '../run/place.ts';

const no = (): never => {
  throw runtimeFailure('JSONPath is not supported');
};
export const inputByPath = (_p: Place): Json => no();
export const numberByPath = (_p: Place, _f: string): number | undefined => no();
export const itemsByPath = (_p: Place): readonly Json[] => no();
export const itemInputByPath = (_p: Place, _i: JsonObject): Json => no();
export const outcomeByPath = (_p: Place, _r: Json): Outcome => no();
export const caughtByPath = (_p: Place, _c: JsonObject, _e: JsonObject): Outcome => no();
export const chosenByPath = (_p: Place): { outcome: Outcome; next: string | undefined } => no();
export const waitByPath = (_p: Place, _n: number): number => no();
export const failByPath = (_p: Place): Failure => no();
