import { answered, choose } from './choose.ts';
import type { Meta, State } from './process.ts';
import { type Late, untilAnswered } from './until-answered.ts';

/** The two choices around the question: whether anything is missing at all, and what came of asking. */
type Needed<Name extends string> = `${Name}: is anything missing?`;
type Given<Name extends string> = `${Name}: is it there now?`;

/**
 * What a service needs, complete before its process begins its work (row 18). Begins at `<name>: is anything missing?`: a
 * case whose facts are complete passes with that one transition. Otherwise the requester is asked for all of it in one
 * mail, and again only for the rest; after three rounds, a reply nobody can read, or silence, it falls to `onSilence`, where
 * a person of the department finds out. Hours and silence are not optional (K2).
 */
export function complete<const Own extends string, const Name extends string>(
  name: Own,
  options: Meta & Readonly<{ question: string; hours: number; next: Name; onSilence: Name }>,
): Readonly<
  Record<
    Needed<Own> | Own | Late<Own> | Given<Own>,
    State<Exclude<Name, 'end'> | Own | Late<Own> | Given<Own>>
  >
> {
  const { question, hours, next, onSilence, ...meta } = options;
  const needed: Needed<Own> = `${name}: is anything missing?`;
  const given: Given<Own> = `${name}: is it there now?`;
  const states = {
    [needed]: choose<string>([{ when: '$exists($states.input.incomplete)', next: name }], next),
    ...untilAnswered<Own, string>(
      name,
      'ask',
      {
        of: { requester: true },
        question,
        outcomes: ['given', 'partly', 'unclear'],
        fields: 'missing',
        show: [],
        hours,
        stage: 'waiting-requester',
      },
      { ...meta, hours, next: given, onSilence },
    ),
    [given]: choose<string>(
      [
        { when: answered('given'), next },
        { when: answered('partly'), next: name },
      ],
      onSilence,
    ),
  };
  // Computed keys widen to `string`; the four names are what the type says.
  return states as never;
}
