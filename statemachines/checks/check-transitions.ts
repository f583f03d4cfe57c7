import type { State } from '../words/process.ts';
import type { Check, Subject } from './check.ts';
import { ASIDE, type Edge, heaviest, type Way } from './graph.ts';
import { branchesIn, outcomesIn } from './read-conditions.ts';
import { payloadOf, stepOf } from './read-states.ts';

/** A date is read again after the wait for it: that costs the three states that stand in the way once more. */
const looksAgain = (readings: Subject['readings'], name: string): number =>
  readings.some(({ state, atMostDays }) => state === name && atMostDays !== undefined) ? 3 : 0;

/** The longest way where everybody answers in time, whatever they answer. */
export const answeredWay = ({ graph, readings }: Subject): Way | undefined =>
  heaviest(
    graph,
    (name) => 1 + looksAgain(readings, name),
    ({ why }) => !ASIDE.includes(why),
  );

/** The ordinary way: everybody answers in time, and with the first of the answers they are offered. */
export function ordinaryWay(subject: Subject): Way | undefined {
  const { graph, questions, readings } = subject;
  const { edges, states } = graph;
  const firstsOf = (names: readonly string[]) =>
    questions.filter(({ state }) => names.includes(state)).map(({ outcomes }) => outcomes[0]);
  /** The first answers that end a branch; none where something else ends it. */
  const hopes = (branch: string) =>
    firstsOf(
      edges
        .filter(({ from, why }) => why === 'joined' && graph.within.get(from)?.name === branch)
        .map(({ from }) => from),
    );
  const hoped = ({ from, why, condition = '' }: Edge): boolean => {
    const asking = edges.filter(({ to, why }) => to === from && why === 'next').map((edge) => edge.from);
    const firsts = firstsOf(asking);
    // What another department makes of its part is not offered by this process: any of it is ordinary.
    const any = asking.some((name) => stepOf(states.get(name)) === 'openChild');
    const named = (text: string) =>
      [...branchesIn(text)].every(([branch, named]) => {
        const hope = hopes(branch);
        return hope.length === 0 || named.some((outcome) => hope.includes(outcome));
      }) &&
      (any || (outcomesIn(text)?.some((outcome) => firsts.includes(outcome)) ?? true));
    if (why === 'when') return named(condition);
    const ways = edges.filter((edge) => edge.from === from && edge.why === 'when');
    return why === 'otherwise' ? !ways.some((edge) => named(edge.condition ?? '')) : !ASIDE.includes(why);
  };
  return heaviest(graph, (name) => 1 + looksAgain(readings, name), hoped);
}

/**
 * A transition costs money: a question may take two, itself and the choice after it, and the process one to end.
 */
export const transitions: Check = (subject) => {
  const { weight = 0, path = [] } = answeredWay(subject) ?? {};
  const tasks = tasksOn(subject, path);
  const budget = 2 * tasks + besides(subject, path) + 1;
  return weight <= budget
    ? []
    : [
        `the longest way takes ${weight} transitions for ${tasks} tasks, more than ${budget}: ${path.join(' → ')}`,
      ];
};

/**
 * What a way costs besides its tasks: going branches one, ending one with its answer one, going through a list two, waiting for
 * a date five, and passing on what a person says to the requester one.
 */
export const besides = ({ graph: { states }, readings }: Subject, path: readonly string[]): number =>
  path.reduce((sum, name) => {
    const state = states.get(name);
    if (stepOf(state) === 'readFact') return sum + 1 + looksAgain(readings, name);
    const ends = state?.Type === 'Pass' && state.Output === '{% $answer %}';
    const greets = payloadOf(state).words !== undefined;
    const one = state?.Type === 'Parallel' || state?.Type === 'Map' || ends || looksFirst(state) || greets;
    return one ? sum + 1 : sum;
  }, 0);

/** Whether a choice asks whether a date is over, anything is missing at all, the execution has run long, or follows another one. */
const looksFirst = (state: State | undefined): boolean =>
  state?.Choices?.some(
    ({ Condition }) =>
      Condition.includes('$until') ||
      Condition.includes('$states.input.incomplete') ||
      Condition.includes('$states.input.continueAt') ||
      Condition.includes('Execution.StartTime'),
  ) === true;

/** How many questions a way asks; a part that another department is given is one too. */
export const tasksOn = ({ questions, children }: Subject, path: readonly string[]): number =>
  path.filter((name) => [...questions, ...children].some(({ state }) => state === name)).length;
