import type { Effect } from '../delivery/effect.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { mergeClocks } from '../sla/merge-clocks.ts';
import { boundaryBetween } from './boundary.ts';
import { type Case, isOver } from './case.ts';
import { type Both, changeBoth } from './change-both.ts';
import type { Absorbed } from './conversation.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { isQuiet } from './quiet.ts';
import { stop, withdraw } from './resolve-case.ts';
import { MOST_HOPS } from './survivor.ts';

/** How many cases may go on in one. */
const MOST_MERGED = 50;

/** How a merge is asked for. */
export type Merging = Readonly<{
  /** The two were asked by different people, and whoever merges knows it: neither of them reads a word of the other. */
  differentRequesters?: boolean;
}>;

function refuse(code: 'conflict' | 'case-closed' | 'invalid', pointer: string, message: string): never {
  throw new DeskError(code, message, { faults: [{ pointer, message }] });
}

/** What the one that goes on remembers: the case that is merged into it, and whatever was merged into that before. */
function absorbedBy(into: Case, merged: Case): readonly Absorbed[] {
  const own: Absorbed = { id: merged.id, hops: 0, ...(!merged.verified && { unverified: true }) };
  return [own, ...(merged.absorbed ?? [])].map(({ requester = merged.requester.address, hops, ...rest }) => ({
    ...rest,
    hops: hops + 1,
    ...(requester !== into.requester.address && { requester }),
  }));
}

function check(desk: Ports, into: Case, merged: Case, { differentRequesters = false }: Merging): void {
  const known = into.absorbed ?? [];
  if (merged.merged !== undefined)
    refuse('conflict', '', `${merged.reference} goes on in another case already`);
  if (into.merged !== undefined)
    refuse('conflict', '/into', `${into.reference} goes on in another case itself`);
  if (merged.status === 'closed') refuse('case-closed', '', `${merged.reference} is closed`);
  if (isOver(into))
    refuse('case-closed', '/into', `${into.reference} is over, so nobody would work on it there`);
  for (const each of [into, merged])
    if (each.parent !== undefined || Object.keys(each.children ?? {}).length > 0)
      refuse('conflict', '/into', `${each.reference} is part of a larger matter`);
  const boundary = boundaryBetween(desk.catalogue, into, merged);
  if (boundary !== undefined) refuse('conflict', '/into', boundary);
  if (into.requester.address !== merged.requester.address && !differentRequesters)
    refuse('conflict', '/differentRequesters', 'the two were asked by different people');
  const deepest = Math.max(0, ...(merged.absorbed ?? []).map(({ hops }) => hops));
  if (deepest >= MOST_HOPS || known.length + (merged.absorbed ?? []).length >= MOST_MERGED)
    refuse('conflict', '/into', `no more cases can be merged into ${into.reference}`);
}

/** What the one who asked is told: where it goes on, in so far as that is theirs to know. */
function telling(into: Case, merged: Case): readonly [readonly CaseFact[], readonly Effect[]] {
  // Nothing is said by itself to somebody in distress, nor to who may not be who they say (row 14, E4).
  if (!merged.verified || isQuiet(merged)) return [[], []];
  const to = [merged.requester.address];
  const same = into.requester.address === merged.requester.address;
  const id = `${merged.id}-${merged.version + 1}-merged`;
  return [
    [{ type: 'MessageSent', to, template: 'merged' }],
    [{ kind: 'mail', id, to, template: 'merged', ...(same && { values: { reference: into.reference } }) }],
  ];
}

function merging(desk: Ports, into: Case, merged: Case, by: Actor): Both {
  const at = desk.now();
  const clocks = mergeClocks(into.clocks, merged.clocks);
  const left = withdraw(merged, 'merged');
  const [said, mails] = telling(into, merged);
  return [
    {
      events: happened(at, by, ...clocks.survivor, {
        type: 'CaseAbsorbed',
        other: merged.id,
        cases: absorbedBy(into, merged),
      }),
      effects: [],
    },
    {
      events: [
        ...happened(at, by, ...left.facts, ...clocks.merged, { type: 'CaseMerged', other: into.id }),
        ...happened(at, { kind: 'desk' }, ...said),
      ],
      effects: [...mails, ...(isOver(merged) ? [] : stop(merged))],
      tasks: left.tasks,
    },
  ];
}

/**
 * Merges a case into another, as a pointer (P15): it keeps its history, its questions are taken back, its process is
 * stopped, its promises are cancelled (L11), and what is written to it from now on lands in the other. Nobody takes part
 * in the other because of it: whoever asked for this one hears what is sent to them. Both are written in one transaction;
 * repeating is safe, because a case is merged once. Refuses `case-not-found`, `case-closed`, `invalid` for a merge into
 * itself, and `conflict` over a boundary of confidentiality, for different requesters unless that was said, for parts of
 * a larger matter, and for a case that goes on elsewhere.
 */
export async function mergeCases(
  desk: Ports,
  caseId: string,
  into: string,
  by: Actor,
  asked: Merging = {},
): Promise<Case> {
  if (caseId === into) refuse('invalid', '/into', 'a case cannot be merged into itself');
  const [, merged] = await changeBoth(desk, [into, caseId], (survivor, found) => {
    if (found.merged?.into === survivor.id) return undefined;
    check(desk, survivor, found, asked);
    return merging(desk, survivor, found, by);
  });
  return merged;
}
