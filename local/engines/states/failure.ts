/** What went wrong in a state, by the name a process can catch, and where. */
export interface FailureDetails {
  /** The sentence people read; time-outs have none. */
  readonly cause?: string | undefined;
  /** The field whose expression failed; such a failure leaves an `EvaluationFailed` event. */
  readonly location?: string | undefined;
  /** A second name the failure is caught by: a missed heartbeat is a time-out too. */
  readonly alias?: string | undefined;
  /** Whether the cause is the engine's own and so names the state it happened in. */
  readonly own?: boolean | undefined;
}

/** A state failed: the error may be retried or caught, or ends the execution. */
export class Failure extends Error {
  readonly error: string;
  readonly cause_: string | undefined;
  readonly location: string | undefined;
  readonly alias: string | undefined;
  readonly own: boolean;

  constructor(error: string, details: FailureDetails = {}) {
    super(details.cause ?? error);
    this.name = 'Failure';
    this.error = error;
    this.cause_ = details.cause;
    this.location = details.location;
    this.alias = details.alias;
    this.own = details.own ?? false;
  }
}

/** A failure the engine itself finds while it works on a state. */
export const runtimeFailure = (cause: string, error = 'States.Runtime') =>
  new Failure(error, { cause, own: true });

/** A failure of a JSONata field, which names the field. */
export const queryFailure = (location: string, cause: string) =>
  new Failure('States.QueryEvaluationError', { cause, location, own: true });
