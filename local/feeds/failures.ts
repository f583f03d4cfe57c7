import { isObject, type Json } from '../json.ts';
import type { Outcome } from '../lambda/outcome.ts';

/**
 * The identifiers of a batch that failed, as the service reads a partial-failure answer: an invocation that threw, an
 * answer it cannot read and an identifier it does not know all mean the whole batch.
 */
export function failedOnes(outcome: Outcome, all: readonly string[], reportsFailures: boolean): Set<string> {
  if (outcome.failed) return new Set(all);
  if (!reportsFailures || !isObject(outcome.payload)) return new Set();
  const failures: Json | undefined = outcome.payload.batchItemFailures;
  if (failures === undefined || failures === null) return new Set();
  if (!Array.isArray(failures)) return new Set(all);
  const named = new Set<string>();
  for (const failure of failures) {
    const identifier = isObject(failure) ? failure.itemIdentifier : undefined;
    if (typeof identifier !== 'string' || !all.includes(identifier)) return new Set(all);
    named.add(identifier);
  }
  return named;
}
