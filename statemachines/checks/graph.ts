import type { Definition, Part, State } from '../words/process.ts';
import { asWritten } from '../words/scope.ts';

/**
 * Why a process goes from one state to the next. A state with branches leads into each of them (`branch`); where one
 * ends, it has `joined` what comes after; and what comes after is also drawn straight from that state (`around`).
 */
export type Why =
  | 'next'
  | 'when'
  | 'otherwise'
  | 'branch'
  | 'joined'
  | 'around'
  | 'time'
  | 'silence'
  | 'failure'
  | 'missing'
  | 'caught';

/** One arrow of a process; `when` carries its condition. */
export type Edge = Readonly<{ from: string; to: string; why: Why; condition?: string }>;

/** One branch of a state, or what it does for each of a list: its name among the answers, and where it begins. */
export type Inner = Readonly<{ of: string; name: string; start: string }>;

/** A process as states and arrows. What lies in branches lies in it like any other states. */
export type Graph = Readonly<{
  start: string;
  states: ReadonlyMap<string, State>;
  /** The names of all states, as often as they are given. */
  names: readonly string[];
  edges: readonly Edge[];
  /** The states after which the process is over. */
  ends: readonly string[];
  inners: readonly Inner[];
  /** The branch a state lies in; none for those of the process itself. */
  within: ReadonlyMap<string, Inner>;
}>;

/** The arrows taken when nobody answers, or a system cannot be reached. */
export const UNANSWERED: readonly Why[] = ['time', 'silence', 'failure'];

/** The arrows nobody hopes for. */
export const ASIDE: readonly Why[] = [...UNANSWERED, 'missing', 'caught'];

const causeOf = (errors: readonly string[]): Why => {
  if (errors.includes('States.Timeout')) return 'time';
  if (errors.includes('task-silent')) return 'silence';
  if (errors.includes('invalid')) return 'missing';
  return errors.includes('DeliveryFailed') ? 'failure' : 'caught';
};

const partsOf = ({ Branches = [], ItemProcessor }: State): readonly Part[] =>
  ItemProcessor === undefined ? Branches : [ItemProcessor];

/** The branches of a state, by the names their answers get. */
function innersOf(of: string, state: State): readonly Inner[] {
  const { answers = {} } = (state.Assign ?? {}) as { answers?: Readonly<Record<string, string>> };
  const names = Object.keys(answers);
  return partsOf(state).map(({ StartAt }, at) => ({ of, name: names[at] ?? '', start: StartAt }));
}

function edgesFrom(from: string, state: State): Edge[] {
  const to = (target: string | undefined, why: Why): Edge[] =>
    target === undefined ? [] : [{ from, to: target, why }];
  return [
    ...to(state.Next, innersOf(from, state).length > 0 ? 'around' : 'next'),
    ...(state.Choices ?? []).map(
      ({ Condition, Next }): Edge => ({ from, to: Next, why: 'when', condition: Condition }),
    ),
    ...to(state.Default, 'otherwise'),
    ...(state.Catch ?? []).flatMap(({ ErrorEquals, Next }) => to(Next, causeOf(ErrorEquals))),
    ...innersOf(from, state).flatMap(({ start }) => to(start, 'branch')),
  ];
}

/** Draws a definition as states and arrows. Pure: what is checked and drawn is what is deployed. */
export function graphOf(definition: Definition): Graph {
  const states = new Map<string, State>();
  const within = new Map<string, Inner>();
  const names: string[] = [];
  const edges: Edge[] = [];
  const ends: string[] = [];
  const inners: Inner[] = [];
  const lay = (part: Part, joins: string | undefined, inner: Inner | undefined) => {
    for (const [name, state] of Object.entries(part.States)) {
      states.set(name, state);
      names.push(name);
      if (inner !== undefined) within.set(name, inner);
      edges.push(...edgesFrom(name, state));
      const over = state.End === true || state.Type === 'Succeed' || state.Type === 'Fail';
      if (over && joins !== undefined) edges.push({ from: name, to: joins, why: 'joined' });
      else if (over) ends.push(name);
      const own = innersOf(name, state);
      inners.push(...own);
      for (const [at, each] of partsOf(state).entries()) lay(each, state.Next ?? joins, own[at]);
    }
  };
  lay(asWritten(definition), undefined, undefined);
  return { start: definition.StartAt, states, names, edges, ends, inners, within };
}

/** Every state that can be reached from these, themselves included, along the arrows that are allowed. */
export function reachedFrom(
  { edges }: Pick<Graph, 'edges'>,
  from: readonly string[],
  along: (edge: Edge) => boolean = () => true,
): ReadonlySet<string> {
  const reached = new Set(from);
  for (const name of reached) {
    for (const edge of edges)
      if (edge.from === name && edge.why !== 'around' && along(edge)) reached.add(edge.to);
  }
  return reached;
}

/** A way through a process: what it weighs, and the states on it, those of branches too. */
export type Way = Readonly<{ weight: number; path: readonly string[] }>;

/**
 * The way along the allowed arrows that weighs most, no state twice; undefined when no end can be reached. What lies in
 * the branches of a state counts with it: all of them, or only the heaviest.
 */
export function heaviest(
  graph: Graph,
  weight: (state: string) => number,
  along: (edge: Edge) => boolean = () => true,
  branches: 'all' | 'heaviest' = 'all',
): Way | undefined {
  const joined = new Set(graph.edges.filter(({ why }) => why === 'joined').map(({ from }) => from));
  const ends = (name: string) => graph.ends.includes(name) || joined.has(name);
  const most = (ways: readonly Way[]) => [...ways].sort((a, b) => b.weight - a.weight)[0];

  /** A state with what lies inside it. */
  const at = (name: string): Way | undefined => {
    const starts = graph.inners.filter(({ of }) => of === name);
    const inside = starts.flatMap(({ start }) => walk(start, []) ?? []);
    if (inside.length < starts.length) return undefined;
    const weights = inside.map((each) => each.weight);
    const inner = branches === 'all' ? weights.reduce((a, b) => a + b, 0) : Math.max(0, ...weights);
    return { weight: weight(name) + inner, path: [name, ...inside.flatMap(({ path }) => path)] };
  };
  const walk = (name: string, before: readonly string[]): Way | undefined => {
    const here = at(name);
    if (here === undefined) return undefined;
    const seen = [...before, name];
    const ways = graph.edges
      .filter(({ from, why }) => from === name && why !== 'branch' && why !== 'joined')
      .filter((edge) => along(edge) && !seen.includes(edge.to))
      .flatMap((edge) => walk(edge.to, seen) ?? []);
    const after = most([...ways, ...(ends(name) ? [{ weight: 0, path: [] }] : [])]);
    return after && { weight: here.weight + after.weight, path: [...here.path, ...after.path] };
  };
  return walk(graph.start, []);
}
