import type { Field } from '#desk/case/fields/field.ts';
import type { Json, Meta } from './process.ts';
import { untilAnswered, type Waiting } from './until-answered.ts';

/** Stands for what the service asks for and nobody has said yet: worked out when the question is put. */
export const MISSING = 'missing';

/** How a question is put, how long it may stay open, and who it falls to. Hours and silence are not optional (K2). */
export type Asking<Name extends string> = Meta &
  Readonly<{
    question: string;
    outcomes: readonly string[];
    /** What has to be filled in with an answer; kept as facts of the case. */
    fields?: readonly Field[] | typeof MISSING;
    /** Facts of the case that whoever is asked may see (A10). */
    show?: readonly string[];
    hours: number;
    /** The department's word for where the case stands meanwhile. */
    stage?: string;
    /** Whoever is asked is called by the department's system too, at any hour. */
    page?: true;
    /** Where an answer leads; a branch may also `end` with it. */
    next: Name;
    /** Where the question goes when nobody answers in time. */
    onSilence: Name;
    /** Where it goes when the department's system cannot be reached; the same as silence unless said. */
    onFailure?: Name;
  }>;

/**
 * Asks the requester's manager, a group of the department or the department's system, and waits. Gives two states:
 * the question, and what happens when its time is up: the task row is asked for an answer stored in time, and only
 * if there is none the question falls silent (K1). `$answer` holds the answer afterwards.
 */
export function ask<const Own extends string, const Name extends string>(
  name: Own,
  of: 'requester.manager' | 'system' | `group.${string}`,
  options: Asking<Name>,
): Waiting<Own, Name> {
  const whom: Json =
    of === 'system'
      ? { system: true }
      : of === 'requester.manager'
        ? { manager: true }
        : { group: of.slice('group.'.length) };
  return waiting(name, { of: whom }, options);
}

/** The two states of a question: asking it, and looking at its row once its time is up. */
export function waiting<const Own extends string, const Name extends string>(
  name: Own,
  { of, ...more }: Readonly<{ of: Json; openHours?: number }>,
  options: Asking<Name>,
): Waiting<Own, Name> {
  const isSystem = JSON.stringify(of) === '{"system":true}';
  const {
    question,
    outcomes,
    fields = [],
    show = [],
    hours,
    stage,
    page,
    onFailure = options.onSilence,
  } = options;
  return untilAnswered(
    name,
    'ask',
    {
      of,
      ...more,
      question,
      outcomes,
      fields,
      show,
      hours,
      ...(stage !== undefined && { stage }),
      ...(page && { page }),
    },
    {
      ...options,
      // The opening hours of whoever is asked are over sooner than the state's own time.
      timeUp: more.openHours === undefined ? [] : ['task-silent'],
      // Only a webhook can fail to arrive for good; a mail that is not read is a silence.
      ...(isSystem && { onFailure }),
    },
  );
}
