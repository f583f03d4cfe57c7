import { DeskError } from '#desk/errors.ts';

const ADDRESS = /[^\s<>"'`(),;:[\]]+@[^\s<>"'`(),;:[\]]+/g;

/** A text that may stand in a log: without addresses. */
export const clean = (text: string): string => text.replace(ADDRESS, '<address>');

/** An error that may stand in a log. What could not be parsed is quoted in its message, so that one is not kept. */
export function cleaned(thrown: unknown): Error {
  if (!(thrown instanceof Error)) return new Error(clean(String(thrown)));
  const message = thrown instanceof SyntaxError ? 'this is no JSON' : clean(thrown.message);
  const [, ...places] = (thrown.stack ?? '').split(/\n(?=\s+at )/);
  const error = Object.assign(new Error(message), { name: thrown.name });
  error.stack = [`${thrown.name}: ${message}`, ...places].join('\n');
  return error;
}

/** Which case, delivery or mail a message or payload is about: what all lines about one matter are found by. */
export function matterOf(body: unknown): Readonly<{ caseId?: string; delivery?: string; key?: string }> {
  if (typeof body !== 'object' || body === null) return {};
  const { caseId, delivery, Records } = body as {
    caseId?: unknown;
    delivery?: unknown;
    Records?: readonly { s3?: { object?: { key?: unknown } } }[];
  };
  const key = Array.isArray(Records) ? Records[0]?.s3?.object?.key : undefined;
  return {
    ...(typeof caseId === 'string' && { caseId }),
    ...(typeof delivery === 'string' && { delivery }),
    ...(typeof key === 'string' && { key }),
  };
}

/** One failure in the log, as one JSON object: what happened, to which matter, and the error without personal data. */
export function logFailure(
  level: 'warn' | 'error',
  said: string,
  about: Readonly<Record<string, string | undefined>>,
  thrown: unknown,
): void {
  const { name, message, stack } = cleaned(thrown);
  console[level]({ said, ...about, error: `${name}: ${message}`, stack });
}

/**
 * Runs something; a bug or an outage is logged with what it was about, and thrown without personal data, because the
 * runtime writes what is thrown into the log once more. A refusal of the desk is none of the log's business.
 */
export const cleanly =
  <Input, Output>(
    said: string,
    about: (input: Input) => Readonly<Record<string, string | undefined>>,
    run: (input: Input) => Promise<Output>,
  ) =>
  async (input: Input): Promise<Output> => {
    try {
      return await run(input);
    } catch (error) {
      if (error instanceof DeskError) throw error;
      logFailure('error', said, about(input), error);
      throw cleaned(error);
    }
  };
