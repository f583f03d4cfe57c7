import { answered, choose } from './choose.ts';
import type { Json, Meta, State } from './process.ts';
import { THEIR_WORDS } from './their-words.ts';
import { type Late, untilAnswered } from './until-answered.ts';

/** The choice after the question: whether the requester has said it, now or before. */
type Given<Name extends string> = `${Name}: is it answered?`;

/**
 * The question is the comment of whoever was asked just before and chose `ask-back`, or `ask-again` where they know the earlier
 * answer. It is the answer of a human, and keeps the promise of one (L1).
 */
export const WHAT_THEY_ASK = 'what-they-ask';

/** How the requester is asked something freely. Hours and silence are not optional (K2). */
export type Inquiry<Name extends string> = Meta &
  Readonly<{
    /** Who asks, in words the requester knows. */
    by: string;
    question: string | typeof WHAT_THEY_ASK;
    /** What it is about, the same wherever the same is asked; the words of the question say it where nothing is given. */
    topic?: string;
    hours: number;
    /** Where an answer leads, also one that was given before: who asked reads it there under `answers`. */
    next: Name;
    /** Where it goes without an answer in time, or after three rounds. */
    onSilence: Name;
  }>;

/**
 * Asks the requester a free question and waits; what they answered before in this case or its family is given at once, and
 * they are not asked (row 38). Gives three states: the question, the look at its row once its time is up (K1), and whether it
 * is answered. After three rounds it leads to `onSilence` whatever was said, so that no loop through it is without end.
 */
export function inquire<const Own extends string, const Name extends string>(
  name: Own,
  { by, question, topic, hours, next, onSilence, ...meta }: Inquiry<Name>,
): Readonly<Record<Own | Late<Own> | Given<Own>, State<Name | Own | Late<Own> | Given<Own>>>> {
  const given: Given<Own> = `${name}: is it answered?`;
  const put: { readonly [key: string]: Json } =
    question === WHAT_THEY_ASK
      ? {
          question: THEIR_WORDS.words,
          person: THEIR_WORDS.by,
          again: "{% $answer.outcome = 'ask-again' %}",
        }
      : { question };
  const states = {
    ...untilAnswered<Own, string>(
      name,
      'ask',
      {
        of: { requester: true },
        by,
        ...put,
        ...(topic !== undefined && { topic }),
        outcomes: ['answered', 'known', 'enough'],
        hours,
      },
      { ...meta, hours, next: given, onSilence },
    ),
    [given]: choose<string>([{ when: answered('answered', 'known'), next }], onSilence),
  };
  // Computed keys widen to `string`; the three names are what the type says.
  return states as never;
}
