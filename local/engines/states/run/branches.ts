import type { Failure } from '../failure.ts';
import type { Json } from '../json.ts';
import { iterationEnded, iterationFailed } from './map.ts';
import { branchesDone } from './parallel.ts';
import { placeOf } from './place.ts';
import { recover } from './recover.ts';
import type { Branches, Thread } from './thread.ts';
import type { Turn } from './turn.ts';

/** The thread around a branch, with what it knows of its branches. */
export function around(turn: Turn, thread: Thread): Thread & { branches: Branches } {
  const parent = thread.parent === undefined ? undefined : turn.thread(thread.parent);
  if (!parent?.branches) throw new Error(`thread ${thread.id} runs inside no state`);
  return parent as Thread & { branches: Branches };
}

/** A branch or an iteration came to its end. */
export async function branchEnded(turn: Turn, thread: Thread, output: Json): Promise<void> {
  const parent = around(turn, thread);
  thread.output = output;
  turn.move(thread, 'done');
  parent.branches.open -= 1;
  turn.touch(parent);
  if (placeOf(turn, parent).state.Type === 'Map') return iterationEnded(turn, parent, thread);
  if (parent.branches.open === 0) return branchesDone(turn, parent, thread);
}

/** A branch or an iteration failed: so does the state around it, unless it is a Map that tolerates some. */
export async function branchFailed(turn: Turn, thread: Thread, failure: Failure): Promise<void> {
  const parent = around(turn, thread);
  const place = placeOf(turn, parent);
  if (place.state.Type === 'Map' && (await iterationFailed(turn, parent, thread, failure))) return;
  parent.last = thread.silent ? parent.last : thread.last;
  aborted(turn, thread, thread.last);
  for (const sibling of turn.children(parent)) {
    if (sibling.id === thread.id || sibling.phase === 'done') continue;
    if (place.state.Type === 'Map')
      turn.aside(sibling, 'MapIterationAborted', thread.last, {
        mapIterationAbortedEventDetails: { name: parent.state, index: sibling.index },
      });
    aborted(turn, sibling, thread.last);
  }
  turn.dropInside(parent);
  (parent as Thread).branches = undefined;
  await recover(place, failure);
}

const ABORTABLE: ReadonlySet<string> = new Set(['Task', 'Wait', 'Parallel', 'Map']);

function aborted(turn: Turn, thread: Thread, previous: number): void {
  const { state } = placeOf(turn, thread);
  if (ABORTABLE.has(state.Type) && thread.phase !== 'ready')
    turn.aside(thread, `${state.Type}StateAborted`, previous);
}
