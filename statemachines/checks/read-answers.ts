import { type Graph, UNANSWERED } from './graph.ts';
import { isAnswered } from './read-states.ts';

/** The states that gave the newest answer before a state, going back from it; `older` where an answer is not fresh. */
export function answersBefore({ start, edges, states }: Graph, name: string) {
  const sources = new Set<string>();
  const older = new Set<string>();
  const seen = new Set([name]);
  for (const each of seen) {
    // What is answered in a branch is not heard outside of it.
    const before = edges.filter(({ to, why }) => to === each && why !== 'joined');
    if (each === start) older.add('the start');
    for (const { from, why } of before) {
      // A branch has answers of its own.
      if (why === 'branch') older.add(`'${from}' began`);
      else if (isAnswered(states.get(from))) {
        if (UNANSWERED.includes(why) || why === 'caught') older.add(`the silence of '${from}'`);
        else sources.add(from);
      } else seen.add(from);
    }
  }
  return { sources, older };
}

/** The states a branch ends with. */
export const endingsOf = ({ edges, within }: Graph, branch: string): readonly string[] =>
  edges
    .filter(({ from, why }) => why === 'joined' && within.get(from)?.name === branch)
    .map(({ from }) => from);
