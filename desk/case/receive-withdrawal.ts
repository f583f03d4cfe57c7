import type { Commit, Ports } from '../ports.ts';
import { cancellation } from './cancel-case.ts';
import { type Case, isOver } from './case.ts';
import { happened } from './events.ts';
import { evolve } from './evolve.ts';
import { type Arrived, receive } from './receive.ts';
import { speaksForOthers } from './tell-merged.ts';

/** Only who asked may withdraw, seen to be them (A7), while it runs; a person in distress or danger is read by a person. */
const mayWithdraw = (found: Case, { from, verified, automatic, via }: Arrived) =>
  !isOver(found) &&
  // Whoever gives up a merged case does not give up the other one, nor what others asked for.
  via === undefined &&
  !speaksForOthers(found) &&
  found.kind !== 'care' &&
  found.kind !== 'emergency' &&
  automatic === undefined &&
  verified &&
  from === found.requester.address;

/**
 * What a reply does that withdraws its request: it is kept like every message, and in that same commit the case is
 * cancelled. From anybody else it is a message and nothing more.
 */
export async function receiveWithdrawal(desk: Ports, found: Case, arrived: Arrived): Promise<Commit> {
  const kept = receive(desk, found, arrived);
  if (!mayWithdraw(found, arrived)) return kept;
  const { facts, effects, tasks } = await cancellation(desk, kept.events.reduce(evolve, found));
  const by = { kind: 'requester' as const, id: arrived.from };
  return {
    ...kept,
    events: [...kept.events, ...happened(arrived.ledger.at, by, ...facts)],
    effects: [...kept.effects, ...effects],
    tasks: tasks ?? [],
  };
}
