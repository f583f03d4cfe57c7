import { expect, test } from 'vitest';
import { graphOf } from '#statemachines/checks/graph.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import type { Process } from '#statemachines/words/process.ts';
import { justInTime, type Matter, play, type Replies, type Story, says } from './play.ts';
import { reaching, type Waited, waitedFor } from './reach.ts';

/** The stories of a department: plays its processes, and remembers which arrows were taken. */
export function storiesOf({ processes }: DepartmentFolder) {
  const taken = new Map(processes.map(({ name }) => [name, new Set<string>()]));
  const named = (name: string): Process =>
    processes.find((each) => each.name === name) ?? expect.fail(`no process ${name}`);

  const tell = async (name: string, replies: Replies, matter: Matter = {}): Promise<Story> => {
    const { definition } = named(name);
    const story = await play(named(name), replies, matter);
    const joined = graphOf(definition).edges.filter(({ why }) => why === 'joined');
    for (const { from, to } of story.arrows) {
      taken.get(name)?.add(`${from} → ${to}`);
      // A branch that ended leads to where all branches come together.
      if (to === 'the end')
        for (const edge of joined) if (edge.from === from) taken.get(name)?.add(`${from} → ${edge.to}`);
    }
    return story;
  };

  return {
    tell,

    /** Whatever holds for every question of a process, told for each of them; of a case with these facts. */
    everyQuestion(name: string, matter: Matter = {}): void {
      const { definition } = named(name);
      const graph = graphOf(definition);
      const waited = waitedFor(definition);
      const willing = Object.fromEntries(
        waited.map(({ state, outcomes }) => [state, says(outcomes[0] ?? '')]),
      );
      /** The story of a question that gets these replies, everybody else being willing. */
      const when = async ({ state }: Waited, replies: Replies) => {
        const way = await reaching(definition, state, matter);
        return tell(name, { ...willing, ...way.replies, ...replies }, way.matter);
      };
      const after = ({ arrows }: Story, state: string) => arrows.find(({ from }) => from === state)?.to;
      const reply = (asked: Waited, given: Replies[string]): Promise<Story> =>
        when(asked, { [asked.state]: given });

      test.each(waited)(
        '$state: an answer given in time counts, although the timer fired first',
        async (asked) => {
          const late = `${asked.state}: time is up`;
          const [outcome = ''] = asked.outcomes;
          const story = await reply(asked, justInTime(outcome));
          expect(after(story, asked.state)).toBe(late);
          expect(after(story, late)).toEqual(after(await reply(asked, says(outcome)), asked.state));
        },
      );

      test.each(waited)('$state: silence falls to whom the process says', async (asked) => {
        const late = `${asked.state}: time is up`;
        const [outcome = ''] = asked.outcomes;
        const to = after(await when(asked, { [asked.state]: ['silence', says(outcome)] }), late);
        expect(graph.edges).toContainEqual({ from: late, to, why: 'silence' });
      });

      test.each(waited.filter(({ of }) => of === 'system'))(
        '$state: a system out of reach leads on at once',
        async (asked) => {
          const to = after(await reply(asked, 'unreachable'), asked.state);
          expect(graph.edges).toContainEqual({ from: asked.state, to, why: 'failure' });
        },
      );

      test.each(waited.filter(({ state }) => graph.within.has(state)))(
        '$state: a desk that fails breaks off no other branch',
        async (asked) => {
          const late = `${asked.state}: time is up`;
          const to = after(await reply(asked, 'broken'), asked.state);
          expect(graph.edges).toContainEqual({ from: asked.state, to, why: 'caught' });
          const then = after(await when(asked, { [asked.state]: 'silence', [late]: 'broken' }), late);
          expect(then).toBe(to);
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
