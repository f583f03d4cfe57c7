import { expect, test } from 'vitest';
import { type Edge, type Graph, graphOf } from '#statemachines/checks/graph.ts';
import { outcomesIn } from '#statemachines/checks/read-conditions.ts';
import { type Asked, questionsOf, stepOf } from '#statemachines/checks/read-states.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import type { Process } from '#statemachines/words/process.ts';
import { justInTime, play, type Replies, type Reply, type Story, says } from './play.ts';

/** The stories of a department: plays its processes, and remembers which arrows were taken. */
export function storiesOf({ processes }: DepartmentFolder) {
  const taken = new Map(processes.map(({ name }) => [name, new Set<string>()]));
  const named = (name: string): Process =>
    processes.find((each) => each.name === name) ?? expect.fail(`no process ${name}`);

  const tell = async (name: string, replies: Replies): Promise<Story> => {
    const story = await play(named(name), replies);
    for (const [at, state] of story.path.entries())
      taken.get(name)?.add(`${state} → ${story.path[at + 1] ?? 'the end'}`);
    return story;
  };

  return {
    tell,

    /** Whatever holds for every question of a process, told for each of them. */
    everyQuestion(name: string): void {
      const graph = graphOf(named(name).definition);
      const questions = questionsOf(graph);
      const willing = Object.fromEntries(
        questions.map(({ state, outcomes }) => [state, says(outcomes[0] ?? '')]),
      );
      /** What comes after a question that gets this reply, everybody else being willing. */
      const after = async (asked: Asked, reply: Replies[string]) => {
        const replies = { ...willing, ...repliesTo(graph, questions, asked), [asked.state]: reply };
        const { path } = await tell(name, replies);
        return path.slice(path.indexOf(asked.state) + 1);
      };

      test.each(questions)(
        '$state: an answer given in time counts, although the timer fired first',
        async (asked) => {
          const [outcome = ''] = asked.outcomes;
          const [timer, next] = await after(asked, justInTime(outcome));
          expect(timer).toBe(`${asked.state}: time is up`);
          expect([next]).toEqual((await after(asked, says(outcome))).slice(0, 1));
        },
      );

      test.each(questions)('$state: silence falls to whom the process says', async (asked) => {
        const [outcome = ''] = asked.outcomes;
        const [timer = '', next = ''] = await after(asked, ['silence', says(outcome)]);
        expect(graph.edges).toContainEqual({ from: timer, to: next, why: 'silence' });
      });

      test.each(questions.filter(({ of }) => of === 'system'))(
        '$state: a system out of reach leads on at once',
        async (asked) => {
          const [next = ''] = await after(asked, 'unreachable');
          expect(graph.edges).toContainEqual({ from: asked.state, to: next, why: 'failure' });
        },
      );
    },

    /** Every arrow of a process was taken by some story: every answer, every silence, every failure. */
    nothingUntold(name: string): void {
      test('leaves no way untold', () => {
        const { edges } = graphOf(named(name).definition);
        const untold = edges
          .map(({ from, to }) => `${from} → ${to}`)
          .filter((way) => !taken.get(name)?.has(way));
        expect(untold).toEqual([]);
      });
    },
  };
}

/** Replies that lead a process to a question, by the shortest way. */
function repliesTo(graph: Graph, questions: readonly Asked[], asked: Asked): Record<string, Reply> {
  const ways = new Map<string, readonly Edge[]>([[graph.start, []]]);
  for (const [name, way] of ways) {
    for (const edge of graph.edges)
      if (edge.from === name && !ways.has(edge.to)) ways.set(edge.to, [...way, edge]);
  }
  const way = ways.get(asked.state) ?? [];
  return Object.fromEntries(
    way.flatMap(({ from, why }, at): [string, Reply][] => {
      const question = questions.find(({ state }) => state === from);
      if (question === undefined || stepOf(graph.states.get(from)) !== 'ask') return [];
      if (why === 'time') return [[from, 'silence']];
      return why === 'failure'
        ? [[from, 'unreachable']]
        : [[from, says(outcomeFor(graph, question, way[at + 1]))]];
    }),
  );
}

/** The outcome that makes the choice after a question go this way. */
function outcomeFor(graph: Graph, { outcomes }: Asked, choice: Edge | undefined): string {
  const [first = ''] = outcomes;
  if (choice === undefined || graph.states.get(choice.from)?.Type !== 'Choice') return first;
  const named = graph.edges
    .filter(({ from, why }) => from === choice.from && why === 'when')
    .flatMap(({ condition = '' }) => outcomesIn(condition) ?? []);
  if (choice.why === 'when') return outcomesIn(choice.condition ?? '')?.[0] ?? first;
  return outcomes.find((outcome) => !named.includes(outcome)) ?? first;
}
