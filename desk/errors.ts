/**
 * Every way the desk says no. A refusal is the caller's business (4xx, a `Catch` in a process), never an alarm;
 * anything that is not a `DeskError` is a bug or an outage and is thrown untouched.
 */
export type Refusal =
  | 'case-not-found'
  | 'case-closed'
  | 'children-open'
  | 'stale-version'
  | 'duplicate'
  | 'invalid'
  | 'not-allowed'
  | 'task-not-found'
  | 'task-over'
  | 'task-silent'
  | 'link-over'
  | 'signature-invalid'
  | 'conflict'
  | 'too-large'
  | 'cursor-invalid'
  | 'calendar-impossible'
  | 'endpoint-refused'
  | 'too-many';

/** One field that is wrong, as a JSON pointer (RFC 6901) and a sentence. */
export type Fault = Readonly<{ pointer: string; message: string }>;

/** The desk says no: a code for machines, a sentence for people, and where the input was wrong. */
export class DeskError extends Error {
  override readonly name = 'DeskError';
  readonly code: Refusal;
  readonly faults: readonly Fault[];

  constructor(code: Refusal, message: string, options: { faults?: readonly Fault[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.faults = options.faults ?? [];
  }
}

/** Whether something thrown is this refusal (or any refusal, when no code is given). */
export const isRefusal = (thrown: unknown, code?: Refusal): thrown is DeskError =>
  thrown instanceof DeskError && (code === undefined || thrown.code === code);
