import { createHash } from 'node:crypto';
import { VERSION } from './invoke.ts';
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
  // The version is the content's own hash, so a task says by which definition it was asked, also years later.
  const text = JSON.stringify(definition);
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { name, version, definition: JSON.parse(text.replaceAll(VERSION, version)) as Definition };
}
