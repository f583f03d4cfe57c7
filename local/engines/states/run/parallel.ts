import { inside } from '../definition/definition.ts';
import type { Json } from '../json.ts';
import { fill } from '../jsonata/evaluate.ts';
import { inputByPath } from '../jsonpath/flow.ts';
import { finish } from './finish.ts';
import { type Place, placeOf, sightOf } from './place.ts';
import type { Thread } from './thread.ts';
import type { Turn } from './turn.ts';

/** Starts every branch of a Parallel state with the same input. */
export async function startBranches(place: Place): Promise<void> {
  const { turn, thread, state } = place;
  const input = await branchInput(place);
  const branches = inside(state);
  turn.follow(thread, 'ParallelStateStarted');
  thread.branches = {
    count: branches.length,
    limit: branches.length,
    next: branches.length,
    open: branches.length,
    failures: 0,
  };
  turn.move(thread, 'branching');
  for (const [index, branch] of branches.entries()) {
    const scope = [...thread.scope, thread.state, index];
    turn.spawn({ parent: thread, index, scope, state: branch.StartAt, input, last: thread.last });
  }
}

async function branchInput(place: Place): Promise<Json> {
  if (!place.jsonata) return inputByPath(place);
  const { Arguments } = place.state;
  return Arguments === undefined ? place.thread.input : fill(Arguments, 'Arguments', sightOf(place));
}

/** Every branch has ended: their outputs, in order, are the result. */
export async function branchesDone(turn: Turn, parent: Thread, latest: Thread): Promise<void> {
  parent.last = latest.last;
  turn.aside(parent, 'ParallelStateSucceeded', parent.last);
  const result = collected(turn, parent);
  await finish(placeOf(turn, parent), result);
}

/** The outputs of the threads inside a state, in the order of the branches, and the threads gone. */
export function collected(turn: Turn, parent: Thread): Json[] {
  const ended = turn.children(parent).sort((a, b) => a.index - b.index);
  for (const thread of ended) turn.drop(thread);
  return ended.map((thread) => thread.output ?? null);
}
