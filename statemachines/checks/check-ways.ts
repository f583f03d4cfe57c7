import type { Check, Subject } from './check.ts';
import { type Edge, heaviest, reachedFrom, UNANSWERED } from './graph.ts';
import { outcomesIn, stepOf } from './read-states.ts';

/** Every arrow leads to a state that exists. */
export const targets: Check = ({ graph: { start, states, edges } }) => [
  ...(states.has(start) ? [] : [`the process starts at '${start}', which is no state`]),
  ...edges
    .filter(({ to }) => !states.has(to))
    .map(({ from, to }) => `'${from}' leads to '${to}', which is no state`),
];

/** Something leads to every state. */
export const orphans: Check = ({ graph }) => {
  const reached = reachedFrom(graph, [graph.start]);
  return [...graph.states.keys()]
    .filter((name) => !reached.has(name))
    .map((name) => `nothing leads to '${name}'`);
};

/** Every path ends in a resolved case: an end resolves it, and from everywhere an end can be reached, out of loops too. */
export const ends: Check = ({ graph }) => {
  const { states, edges, ends } = graph;
  const backwards = edges.map(({ from, to, why }) => ({ from: to, to: from, why }));
  const ending = reachedFrom({ edges: backwards }, ends);
  return [
    ...ends
      .filter((name) => stepOf(states.get(name)) !== 'resolveCase')
      .map((name) => `'${name}' ends the process without resolving the case`),
    ...[...states.keys()]
      .filter((name) => !ending.has(name))
      .map((name) => `from '${name}' no end can be reached`),
  ];
};

/** The longest way where everybody answers in time, whatever they answer. */
export const answeredWay = ({ graph }: Subject): ReturnType<typeof heaviest> =>
  heaviest(
    graph,
    () => 1,
    ({ why }) => !UNANSWERED.includes(why) && why !== 'caught',
  );

/** The ordinary way: everybody answers in time, and with the first of the answers they are offered. */
export function ordinaryWay({ graph, questions }: Subject): ReturnType<typeof heaviest> {
  const { edges } = graph;
  const hoped = ({ from, why, condition = '' }: Edge): boolean => {
    const asking = edges.filter(({ to, why }) => to === from && why === 'next').map((edge) => edge.from);
    const firsts = questions.filter(({ state }) => asking.includes(state)).map(({ outcomes }) => outcomes[0]);
    const named = (text: string) => outcomesIn(text)?.some((outcome) => firsts.includes(outcome)) ?? true;
    if (why === 'when') return named(condition);
    const ways = edges.filter((edge) => edge.from === from && edge.why === 'when');
    return why === 'otherwise'
      ? !ways.some((edge) => named(edge.condition ?? ''))
      : !UNANSWERED.includes(why);
  };
  return heaviest(
    graph,
    () => 1,
    (edge) => edge.why !== 'caught' && hoped(edge),
  );
}

/** A transition costs money: a question may take two, itself and the choice after it, and the process one to end. */
export const transitions: Check = (subject) => {
  const { weight = 0, path = [] } = answeredWay(subject) ?? {};
  const tasks = tasksOn(subject, path);
  const budget = 2 * tasks + 1;
  return weight <= budget
    ? []
    : [
        `the longest way takes ${weight} transitions for ${tasks} tasks, more than ${budget}: ${path.join(' → ')}`,
      ];
};

/** How many questions a way asks. */
export const tasksOn = ({ questions }: Subject, path: readonly string[]): number =>
  path.filter((name) => questions.some(({ state }) => state === name)).length;

const STEPS = ['ask', 'settleTask', 'tellRequester', 'resolveCase'];

/** Every step is one the desk has, is told which case it is about, and is tried again when something was away. */
export const steps: Check = ({ graph: { states } }) =>
  [...states].flatMap(([name, state]) => {
    if (state.Type !== 'Task') return [];
    const argument = JSON.stringify(state.Arguments ?? {});
    return [
      ...(STEPS.includes(stepOf(state) ?? '') ? [] : [`'${name}' runs no step of the desk`]),
      ...(argument.includes('"caseId":"{% $states.input.caseId %}"')
        ? []
        : [`'${name}' does not say which case`]),
      ...(JSON.stringify(state.Retry ?? []).includes('Lambda.ServiceException')
        ? []
        : [`'${name}' is not tried again after an outage`]),
    ];
  });
