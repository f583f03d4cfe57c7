import type { Definition, State } from '../words/process.ts';

/** Why a process goes from one state to the next. */
export type Why = 'next' | 'when' | 'otherwise' | 'branch' | 'time' | 'silence' | 'failure' | 'caught';

/** One arrow of a process; `when` carries its condition. */
export type Edge = Readonly<{ from: string; to: string; why: Why; condition?: string }>;

/** A process as states and arrows. Parallel branches lie in it like any other states. */
export type Graph = Readonly<{
  start: string;
  states: ReadonlyMap<string, State>;
  edges: readonly Edge[];
  /** The states after which the process is over. */
  ends: readonly string[];
}>;

/** The arrows taken when nobody answers, or a system cannot be reached. */
export const UNANSWERED: readonly Why[] = ['time', 'silence', 'failure'];

const causeOf = (errors: readonly string[]): Why => {
  if (errors.includes('States.Timeout')) return 'time';
  if (errors.includes('task-silent')) return 'silence';
  return errors.includes('DeliveryFailed') ? 'failure' : 'caught';
};

function edgesFrom(from: string, state: State): Edge[] {
  const to = (target: string | undefined, why: Why): Edge[] =>
    target === undefined ? [] : [{ from, to: target, why }];
  return [
    ...to(state.Next, 'next'),
    ...(state.Choices ?? []).map(
      ({ Condition, Next }): Edge => ({ from, to: Next, why: 'when', condition: Condition }),
    ),
    ...to(state.Default, 'otherwise'),
    ...(state.Catch ?? []).flatMap(({ ErrorEquals, Next }) => to(Next, causeOf(ErrorEquals))),
    ...(state.Branches ?? []).flatMap(({ StartAt }) => to(StartAt, 'branch')),
  ];
}

/** Draws a definition as states and arrows. Pure: what is checked and drawn is what is deployed. */
export function graphOf(definition: Definition): Graph {
  const states = new Map<string, State>();
  const edges: Edge[] = [];
  const ends: string[] = [];
  const lay = (part: Definition, joins: string | undefined) => {
    for (const [name, state] of Object.entries(part.States)) {
      states.set(name, state);
      edges.push(...edgesFrom(name, state));
      const over = state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';
      if (over && joins !== undefined) edges.push({ from: name, to: joins, why: 'next' });
      else if (over) ends.push(name);
      for (const branch of state.Branches ?? []) lay(branch, state.Next ?? joins);
    }
  };
  lay(definition, undefined);
  return { start: definition.StartAt, states, edges, ends };
}

/** Every state that can be reached from these, themselves included, along the arrows that are allowed. */
export function reachedFrom(
  { edges }: Pick<Graph, 'edges'>,
  from: readonly string[],
  along: (edge: Edge) => boolean = () => true,
): ReadonlySet<string> {
  const reached = new Set(from);
  for (const name of reached) {
    for (const edge of edges) if (edge.from === name && along(edge)) reached.add(edge.to);
  }
  return reached;
}

/** The way along the allowed arrows that weighs most, no state twice; undefined when no end can be reached. */
export function heaviest(
  graph: Graph,
  weight: (state: string) => number,
  along: (edge: Edge) => boolean = () => true,
): Readonly<{ weight: number; path: readonly string[] }> | undefined {
  const walk = (name: string, before: readonly string[]): ReturnType<typeof heaviest> => {
    const path = [...before, name];
    const ways = graph.edges
      .filter((edge) => edge.from === name && along(edge) && !path.includes(edge.to))
      .flatMap((edge) => walk(edge.to, path) ?? []);
    if (graph.ends.includes(name))
      ways.push({ weight: path.reduce((sum, each) => sum + weight(each), 0), path });
    return ways.sort((a, b) => b.weight - a.weight)[0];
  };
  return walk(graph.start, []);
}
