import type { State } from '../words/process.ts';
import type { Check } from './check.ts';
import { reachedFrom } from './graph.ts';
import { isAnswered, stepOf } from './read-states.ts';

/** Every arrow leads to a state that exists, and none out of a branch or into one. */
export const targets: Check = ({ graph: { start, states, edges, inners, within } }) => [
  ...(states.has(start) ? [] : [`the process starts at '${start}', which is no state`]),
  ...edges
    .filter(({ to }) => !states.has(to))
    .map(({ from, to }) => `'${from}' leads to '${to}', which is no state`),
  ...edges
    .filter(({ to, why }) => states.has(to) && why !== 'branch' && why !== 'joined')
    .filter(({ from, to }) => within.get(from) !== within.get(to))
    .map(({ from, to }) => `'${from}' leads to '${to}', which does not lie in the same branch`),
  ...inners
    .filter((inner) => states.has(inner.start) && within.get(inner.start) !== inner)
    .map(({ of, start }) => `a branch of '${of}' starts at '${start}', which does not lie in it`),
];

/** A state is known by its name: to the history, to a task, and to people who speak of it. */
export const named: Check = ({ graph: { names } }) => [
  ...names.filter((name, at) => names.indexOf(name) < at).map((name) => `two states are called '${name}'`),
  ...names.filter((name) => name.length > 80).map((name) => `the name '${name}' is longer than 80 letters`),
];

/** Something leads to every state. */
export const orphans: Check = ({ graph }) => {
  const reached = reachedFrom(graph, [graph.start]);
  return [...graph.states.keys()]
    .filter((name) => !reached.has(name))
    .map((name) => `nothing leads to '${name}'`);
};

/** Whether a branch that ends here ends with an answer: what was just answered, or what it concludes. */
const answers = (state: State | undefined): boolean =>
  state?.Type === 'Pass' ||
  (isAnswered(state) && JSON.stringify(state?.Output ?? '').includes('$states.result'));

/** Every path ends in a resolved case, and every branch in an answer; an end can be reached from everywhere, out of loops too. */
export const ends: Check = ({ graph }) => {
  const { states, edges, ends } = graph;
  const joined = edges.filter(({ why }) => why === 'joined').map(({ from }) => from);
  const backwards = edges
    .filter(({ why }) => why !== 'around')
    .map(({ from, to, why }) => ({ from: to, to: from, why }));
  const ending = reachedFrom({ edges: backwards }, ends);
  return [
    ...ends
      .filter((name) => !['resolveCase', 'continueProcess'].includes(stepOf(states.get(name)) ?? ''))
      .map((name) => `'${name}' ends the process without resolving the case`),
    ...joined
      .filter((name) => !answers(states.get(name)))
      .map((name) => `'${name}' ends a branch without an answer`),
    ...[...states.keys()]
      .filter((name) => !ending.has(name))
      .map((name) => `from '${name}' no end can be reached`),
  ];
};

/** What fails in a branch leads to a state of that branch: an error that left it would break off all the others. */
export const contained: Check = ({ graph: { states, edges, within } }) =>
  [...states]
    .filter(([name, { Type }]) => Type === 'Task' && within.has(name))
    .filter(([name]) => !edges.some(({ from, why }) => from === name && why === 'caught'))
    .map(([name]) => `what fails in '${name}' breaks off the other branches`);

const STEPS = [
  'ask',
  'openChild',
  'settleTask',
  'readFact',
  'tellRequester',
  'continueProcess',
  'resolveCase',
];

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
