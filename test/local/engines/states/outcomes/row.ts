import type { Functions } from '../bench.ts';

/** A definition with the end the service gives it. */
export interface Row {
  readonly title: string;
  readonly definition: object;
  readonly input?: unknown;
  readonly functions?: Functions;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  /** The error of a definition the service does not accept, by its message. */
  readonly refused?: string;
}

/** A machine in JSONata whose states are given in order. */
export const jsonata = (states: Record<string, object>, more: object = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});

/** A machine in JSONPath whose states are given in order. */
export const jsonpath = (states: Record<string, object>, more: object = {}) => ({
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});

/** The beginning of every cause of the engine's own. */
export const inState = (name: string, event = 2) =>
  `An error occurred while executing the state '${name}' (entered at the event id #${event}). `;

/** The last state of a machine, handing on what it got. */
export const done = { Type: 'Pass', End: true };
