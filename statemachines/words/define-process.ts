import type { Definition, Process, State } from './process.ts';

/** A department's process. A `startAt` or `next` that names no state of it does not compile. */
export function defineProcess<const Name extends string>(
  name: string,
  process: Readonly<{
    comment: string;
    startAt: NoInfer<Name>;
    /** After this many days the execution ends as failed and somebody is told: no case waits for ever. */
    days: number;
    states: Readonly<Record<Name, State<NoInfer<Name>>>>;
  }>,
): Process {
  const definition: Definition = {
    Comment: process.comment,
    QueryLanguage: 'JSONata',
    StartAt: process.startAt,
    TimeoutSeconds: process.days * 86_400,
    States: process.states,
  };
  return { name, definition };
}
