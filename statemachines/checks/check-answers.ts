import type { Check } from './check.ts';
import { UNANSWERED } from './graph.ts';
import { outcomesIn, stepOf } from './read-states.ts';

/** Every outcome somebody may answer is named by the choice after it, but for one that is everything else. */
export const outcomes: Check = ({ graph: { states, edges }, questions }) =>
  questions.flatMap(({ state, outcomes }) => {
    const next = edges.find(({ from, why }) => from === state && why === 'next')?.to ?? '';
    if (states.get(next)?.Type !== 'Choice')
      return outcomes.length === 1 ? [] : [`'${state}' offers ${outcomes.join(', ')}, and nothing chooses`];
    const named = edges
      .filter(({ from, why }) => from === next && why === 'when')
      .map(({ condition = '' }) => outcomesIn(condition));
    // A condition on something else than the outcome may go either way; it neither names nor hides one.
    const known = named.flatMap((each) => each ?? []);
    const others = outcomes.filter((outcome) => !known.includes(outcome));
    return [
      ...(others.length > 1 ? [`'${next}' does not tell ${others.join(' from ')} of '${state}'`] : []),
      ...(others.length === 0
        ? [`'${next}' has a way for something else than '${state}' can be answered`]
        : []),
      ...known
        .filter((outcome) => !questions.some((other) => other.outcomes.includes(outcome)))
        .map((outcome) => `'${next}' waits for '${outcome}', which nobody can answer`),
    ];
  });

/** Everything in a state that is worked out when it runs. */
const spoken = (state: object): string =>
  JSON.stringify({ ...state, Catch: undefined, Retry: undefined, Assign: undefined });

/** The questions whose newest answer a state speaks of, going back from it; `older` where an answer is not fresh. */
function answersBefore({ start, edges, states }: Parameters<Check>[0]['graph'], name: string) {
  const questions = new Set<string>();
  const older = new Set<string>();
  const seen = new Set([name]);
  for (const each of seen) {
    const before = edges.filter(({ to }) => to === each);
    if (each === start) older.add('the start');
    for (const { from, why } of before) {
      const step = stepOf(states.get(from));
      if (step === 'ask' || step === 'settleTask') {
        if (UNANSWERED.includes(why)) older.add(`the silence of '${from}'`);
        else questions.add(from);
      } else seen.add(from);
    }
  }
  return { questions, older };
}

/** An answer decides or is passed on only right after it was given, never after a silence. */
export const freshAnswers: Check = ({ graph }) =>
  [...graph.states].flatMap(([name, state]) =>
    spoken(state).includes('$answer')
      ? [...answersBefore(graph, name).older].map((cause) => `'${name}' speaks of an answer after ${cause}`)
      : [],
  );

/** Whoever's comment goes to the requester is told so where they are asked. */
export const passedOn: Check = ({ graph, questions, sayings }) =>
  sayings
    .filter(({ text }) => text?.includes('$answer'))
    .flatMap((said) => {
      const sources = answersBefore(graph, said.state).questions;
      return questions
        .filter(
          ({ state, of, question }) =>
            sources.has(state) && of !== 'system' && !/comment goes to the person/.test(question),
        )
        .map(
          ({ state }) =>
            `'${said.state}' passes on the comment of '${state}', whose question does not say so`,
        );
    });

/** Nobody is sent away without a word: every end says more than its outcome. */
export const lastWords: Check = ({ sayings }) =>
  sayings
    .filter(({ text }) => text === undefined || text.trim() === '')
    .map(({ state }) => `'${state}' says nothing to the person`);
