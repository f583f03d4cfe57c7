import jsonata from 'jsonata';
import { type Edge, type Graph, graphOf } from '#statemachines/checks/graph.ts';
import { branchesIn, outcomesIn } from '#statemachines/checks/read-conditions.ts';
import { childrenOf, questionsOf, readingsOf } from '#statemachines/checks/read-states.ts';
import type { Definition } from '#statemachines/words/process.ts';
import { type Matter, type Replies, type Reply, says } from './play.ts';

/** A question, or a part for another department, with what may come of it. */
export type Waited = Readonly<{ state: string; of: string; outcomes: readonly string[] }>;

/** What the choice after a part asks for, and that the part was called off. */
const endsOf = ({ edges }: Graph, state: string): readonly string[] => {
  const next = edges.filter(({ from, why }) => from === state && why === 'next').map(({ to }) => to);
  const named = edges
    .filter(({ from, why }) => next.includes(from) && why === 'when')
    .flatMap(({ condition = '' }) => outcomesIn(condition) ?? []);
  return [...named, 'cancelled'];
};

/** Everything a process waits for. */
export const waitedFor = (definition: Definition): readonly Waited[] => {
  const graph = graphOf(definition);
  return [
    ...questionsOf(graph),
    ...childrenOf(graph).map(({ state, department }) => ({
      state,
      of: department,
      outcomes: endsOf(graph, state),
    })),
  ];
};

/** The shortest way to a state. */
function wayTo(graph: Graph, state: string): readonly Edge[] {
  const ways = new Map<string, readonly Edge[]>([[graph.start, []]]);
  for (const [name, way] of ways) {
    for (const edge of graph.edges)
      if (edge.from === name && edge.why !== 'joined' && !ways.has(edge.to))
        ways.set(edge.to, [...way, edge]);
  }
  return ways.get(state) ?? [];
}

/** The outcome that makes the choice after a question go this way. */
function outcomeFor(graph: Graph, { outcomes }: Waited, choice: Edge | undefined): string {
  const [first = ''] = outcomes;
  if (choice === undefined || graph.states.get(choice.from)?.Type !== 'Choice') return first;
  const named = graph.edges
    .filter(({ from, why }) => from === choice.from && why === 'when')
    .flatMap(({ condition = '' }) => outcomesIn(condition) ?? []);
  if (choice.why === 'when') return outcomesIn(choice.condition ?? '')?.[0] ?? first;
  return outcomes.find((outcome) => !named.includes(outcome)) ?? first;
}

/** Every way to give each name one of its values. */
const product = (
  lists: readonly (readonly [string, readonly string[]])[],
): readonly Record<string, string>[] =>
  lists.reduce<readonly Record<string, string>[]>(
    (ways, [name, values]) => ways.flatMap((way) => values.map((value) => ({ ...way, [name]: value }))),
    [{}],
  );

const SILENT = 'unanswered';

/** The replies inside of branches that make the choice after them go this way. */
async function verdicts(graph: Graph, waited: readonly Waited[], edge: Edge): Promise<Replies> {
  const ways = graph.edges.filter(({ from, why }) => from === edge.from && why === 'when');
  const branches = [...new Set(ways.flatMap(({ condition = '' }) => [...branchesIn(condition).keys()]))];
  if (branches.length === 0) return {};
  const inside = (branch: string) => waited.filter(({ state }) => graph.within.get(state)?.name === branch);
  // A branch that goes through a list concludes by itself: it is taken to end as is hoped for.
  const hoped = (branch: string) =>
    ways.flatMap(({ condition = '' }) => branchesIn(condition).get(branch) ?? [])[0] ?? SILENT;
  const possible = branches.map((branch) => {
    const own = inside(branch).flatMap(({ outcomes }) => outcomes);
    return [branch, own.length === 0 ? [hoped(branch)] : [...new Set([...own, SILENT])]] as const;
  });
  for (const verdict of product(possible)) {
    const answers = Object.fromEntries(
      branches.map((branch) => {
        const of = graph.inners.find(({ name }) => name === branch)?.of ?? '';
        const answer = { outcome: verdict[branch] };
        return [branch, graph.states.get(of)?.Type === 'Map' ? [answer] : answer];
      }),
    );
    let taken: string | undefined;
    for (const { condition = '', to } of ways)
      if (taken === undefined && (await jsonata(condition.slice(2, -2)).evaluate({}, { answers })) === true)
        taken = to;
    const leads = edge.why === 'when' ? taken === edge.to : taken === undefined;
    if (!leads) continue;
    const replies = branches.flatMap((branch) =>
      inside(branch).map(({ state, outcomes }): [string, Reply] => {
        const outcome = verdict[branch] ?? '';
        return [state, outcomes.includes(outcome) ? says(outcome) : 'silence'];
      }),
    );
    return Object.fromEntries(replies);
  }
  return {};
}

/** Replies and facts that lead a process to a question, by the shortest way. */
export async function reaching(
  definition: Definition,
  target: string,
  { facts = {}, ...matter }: Matter,
): Promise<Readonly<{ replies: Replies; matter: Matter }>> {
  const graph = graphOf(definition);
  const waited = waitedFor(definition);
  const readings = readingsOf(graph);
  const way = wayTo(graph, target);
  const replies: Record<string, Reply | readonly Reply[]> = {};
  const known = { ...facts };
  for (const [at, edge] of way.entries()) {
    const { from, why } = edge;
    const asked = waited.find(({ state }) => state === from);
    if (asked !== undefined)
      replies[from] =
        why === 'time'
          ? 'silence'
          : why === 'failure'
            ? 'unreachable'
            : why === 'caught'
              ? 'broken'
              : says(outcomeFor(graph, asked, way[at + 1]));
    if (why === 'missing') delete known[readings.find(({ state }) => state === from)?.fact ?? ''];
    Object.assign(replies, await verdicts(graph, waited, edge));
  }
  return { replies, matter: { ...matter, facts: known } };
}
