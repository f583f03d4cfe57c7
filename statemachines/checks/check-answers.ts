import { type Check, isQuietly } from './check.ts';
import type { Graph } from './graph.ts';
import { answersBefore, endingsOf } from './read-answers.ts';
import { branchesNamed, outcomesIn } from './read-conditions.ts';
import type { Said } from './read-states.ts';

/** Whether an answer ends the branch it is given in. */
export const endsBranch = ({ edges }: Pick<Graph, 'states' | 'edges'>, name: string): boolean =>
  edges.some(({ from, why }) => from === name && why === 'joined');

/** Every outcome somebody may answer is named by the choice after it, but for one that is everything else. */
export const outcomes: Check = ({ graph: { states, edges }, questions }) =>
  questions.flatMap(({ state, outcomes }) => {
    const next = edges.find(({ from, why }) => from === state && why === 'next')?.to ?? '';
    // What ends a branch is chosen by where all branches have come together.
    if (endsBranch({ states, edges }, state) || states.get(next)?.Output === '{% $answer %}') return [];
    if (states.get(next)?.Type !== 'Choice')
      return outcomes.length === 1 ? [] : [`'${state}' offers ${outcomes.join(', ')}, and nothing chooses`];
    const named = edges
      .filter(({ from, why }) => from === next && why === 'when')
      .map(({ condition = '' }) => outcomesIn(condition));
    const otherwise = edges.find(({ from, why }) => from === next && why === 'otherwise')?.to ?? '';
    // Whatever else is answered ends the branch as it is, and is told apart where all branches have come together.
    const ended = states.get(otherwise)?.Output === '{% $answer %}';
    // A condition on something else than the outcome may go either way; it neither names nor hides one.
    const known = named.flatMap((each) => each ?? []);
    const others = outcomes.filter((outcome) => !known.includes(outcome));
    return [
      ...(others.length > 1 && !ended
        ? [`'${next}' does not tell ${others.join(' from ')} of '${state}'`]
        : []),
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
  JSON.stringify({
    ...state,
    ...{
      Catch: undefined,
      Retry: undefined,
      Assign: undefined,
      Branches: undefined,
      ItemProcessor: undefined,
    },
  });

/** Whether a text speaks of the newest answer, not of those of branches. */
const speaks = (text: string | undefined): boolean => /\$answer\b/.test(text ?? '');

/** An answer decides or is passed on only right after it was given, never after a silence. */
export const freshAnswers: Check = ({ graph }) =>
  [...graph.states].flatMap(([name, state]) =>
    speaks(spoken(state))
      ? [...answersBefore(graph, name).older].map((cause) => `'${name}' speaks of an answer after ${cause}`)
      : [],
  );

/** The states whose answer a branch ends with: the one it ends in, or those before it where that hands the newest answer on. */
const givenAt = (graph: Graph, end: string): readonly string[] =>
  graph.states.get(end)?.Output === '{% $answer %}' ? [...answersBefore(graph, end).sources] : [end];

/** The states whose words a text passes on. */
const writersOf = (
  graph: Graph,
  { state, text = '', words = '' }: Pick<Said, 'state' | 'text'> & Partial<Said>,
): ReadonlySet<string> =>
  new Set([
    ...(speaks(text) || speaks(words) ? answersBefore(graph, state).sources : []),
    ...branchesNamed(text).flatMap((branch) =>
      endingsOf(graph, branch).flatMap((end) => givenAt(graph, end)),
    ),
  ]);

/** Whoever's comment goes to the requester is told so where they are asked. */
export const passedOn: Check = ({ graph, questions, sayings }) =>
  [...sayings, ...questions.map(({ state, question }) => ({ state, text: question }))]
    .flatMap((said) => [...writersOf(graph, said)].map((writer) => ({ said, writer })))
    .filter(({ writer }) =>
      questions.some(
        ({ state, of, question }) =>
          state === writer && of !== 'system' && !/comment goes to the person/.test(question),
      ),
    )
    .map(
      ({ said, writer }) =>
        `'${said.state}' passes on the comment of '${writer}', whose question does not say so`,
    );

/** What counts as the answer of a human is said by people of the department: by no system, approver or other department. */
export const spokenByPeople: Check = ({ graph, questions, sayings }) =>
  sayings
    .filter(({ words }) => words !== undefined)
    .flatMap((said) => [...writersOf(graph, said)].map((writer) => ({ said, writer })))
    .filter(({ writer }) => {
      const { of = 'nobody' } =
        questions.find(({ state }) => [state, `${state}: time is up`].includes(writer)) ?? {};
      return ['nobody', 'manager', 'approval', 'requester', 'system'].includes(of);
    })
    .map(
      ({ said, writer }) =>
        `'${said.state}' speaks for '${writer}', where no person of the department answers`,
    );

/**
 * Nobody is sent away without a word: every end says more than its outcome. Only to somebody in distress the desk says nothing of
 * its own, at the end or on the way: people do (row 14).
 */
export const lastWords: Check = (subject) => {
  const { sayings } = subject;
  if (isQuietly(subject))
    return sayings
      .filter(({ text }) => text !== undefined)
      .map(({ state }) => `'${state}' speaks to somebody in distress, which only people do`);
  return sayings
    .filter(({ text }) => text === undefined || text.trim() === '')
    .map(({ state }) => `'${state}' says nothing to the person`);
};
