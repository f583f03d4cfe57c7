import type { Commit, Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { awaited, isWhole } from './children.ts';
import { happened } from './events.ts';
import { PARTS_DONE } from './own-facts.ts';
import { resolution } from './resolve-case.ts';

/** What every department said of its part, in the order in which they were asked, for the requester alone. */
async function sayings(desk: Ports, found: Case): Promise<string> {
  const said = await Promise.all(
    Object.entries(found.children ?? {}).map(async ([ref, { department }]) => {
      const answer = (await desk.tasks.find(ref))?.answer;
      const { name, words } = desk.catalogue.department(department);
      return `${name}: ${answer?.comment ?? words.stages[answer?.outcome ?? ''] ?? answer?.outcome ?? 'done'}`;
    }),
  );
  return said.join('\n');
}

/**
 * A whole is resolved once each of its parts is over (E17); undefined as long as one is not. Once only: what its requester
 * opens again is for people.
 */
export async function partsDone(desk: Ports, found: Case): Promise<Commit | undefined> {
  if (!isWhole(found) || isOver(found) || found.facts[PARTS_DONE] !== undefined) return undefined;
  if (awaited(found).length > 0) return undefined;
  const by = { kind: 'desk' } as const;
  const text = await sayings(desk, found);
  const resolved = await resolution(desk, found, by, { outcome: 'done', text });
  const done = happened(desk.now(), by, { type: 'FactRecorded', name: PARTS_DONE, value: desk.now() });
  return { ...resolved, events: [...done, ...resolved.events] };
}
