import type { Json } from '../json.ts';

/** How an invocation ended: the payload, and whether it is an error's. */
export interface Outcome {
  readonly failed: boolean;
  readonly payload: Json;
  readonly requestId: string;
}

/** Lambda answers synchronous calls with at most 6 MB. */
const LARGEST_ANSWER = 6 * 1024 * 1024;

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/** A handler took longer than its function may. */
export const timedOut = (requestId: string, seconds: number): Error =>
  named(
    'Sandbox.Timedout',
    `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  );

/** What an error looks like to the caller, as Lambda's runtime writes it. */
export function errorPayload(error: unknown): Json {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: (error.stack ?? '').split('\n').map((line) => line.trim()),
  };
}

/** What a handler's answer looks like to the caller: through JSON, and not too large. */
export function answerPayload(answer: unknown): Json {
  const text = JSON.stringify(answer ?? null) ?? 'null';
  if (text.length > LARGEST_ANSWER) {
    const limit = `Response payload size exceeded maximum allowed payload size (${LARGEST_ANSWER} bytes).`;
    throw named('Function.ResponseSizeTooLarge', limit);
  }
  return JSON.parse(text) as Json;
}
