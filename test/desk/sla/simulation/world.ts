import { expect } from 'vitest';
import type { Case } from '#desk/case/case.ts';
import { catalogueOf } from '#desk/department.ts';
import { DeskError } from '#desk/errors.ts';
import type { Commit, Ports } from '#desk/ports.ts';
import { ALWAYS } from '#desk/sla/calendar.ts';
import type { Waker, Wheel } from '#desk/sla/sweep.ts';
import { it as itDepartment } from '#statemachines/it/department.ts';
import { BERLIN } from '../wheel.ts';
import type { Random } from './random.ts';
import type { Actor, Scheduler } from './scheduler.ts';
import { watch } from './watch.ts';

/** A rule of the world that a mutant breaks. */
export type Broken =
  | 'unconditional commit'
  | 'an early wake drops the entry'
  | 'shorten without re-index'
  | 'resume without a version'
  | 'the mark passes what was not sent'
  | 'no repair'
  | 'an early look is forgotten'
  | 'a writer sends no wake-up of its own';

/** How the index and the queue behave. */
export type Plumbing = Readonly<{
  indexLag: number;
  duplicates: number;
  lateMessages: number;
  /** The chance that a queue does not take messages. */
  refusals: number;
}>;

/** A queue was asked to take messages and did not. */
export class NotTaken extends Error {}

const catalogue = catalogueOf([{ ...itDepartment, calendars: [ALWAYS, BERLIN] }]);
export const CALENDARS = catalogue.calendar;

/** The shards of this world: two show everything that more would. */
const SHARDS = 2;
const shardOf = (id: string) => id.charCodeAt(0) % SHARDS;

const iso = (at: number) => new Date(at).toISOString();

/** The store, its index and the queue, as several machines see them; every write is held against the invariants. */
export function worldOf(clockwork: Scheduler, random: Random, plumbing: Plumbing, broken?: Broken) {
  const cases = new Map<string, Case>();
  const index = new Map<string, string>();
  const sent = new Set<string>();
  const seen = new Set<string>();
  const { check, covered, lateness } = watch(CALENDARS, clockwork.now);
  let deliver: (caseId: string) => void = () => {};

  const enqueue = (caseId: string, seconds: number) => {
    const copies = random.chance(plumbing.duplicates) ? 2 : 1;
    for (let copy = 0; copy < copies; copy++) {
      const late = random.chance(plumbing.lateMessages) ? random.between(0, 60_000) : random.between(0, 900);
      clockwork.at(clockwork.now() + Math.max(0, Math.ceil(seconds)) * 1000 + late, () => deliver(caseId));
    }
  };

  /** The index shows a write a little later, and writes in their order. */
  const show = (id: string, wakeAt: string | undefined) =>
    clockwork.at(clockwork.now() + plumbing.indexLag, () => {
      if (wakeAt === undefined) index.delete(id);
      else index.set(id, wakeAt);
    });

  function write(stored: Case | undefined, after: Case, commit: Commit): void {
    const looked = commit.events.some(({ by }) => by.kind === 'clock');
    check(stored, after, commit);
    const shortened = commit.events.some(({ type }) => type === 'ClockRetargeted');
    const keepsBound = broken === 'shorten without re-index' && shortened && stored?.wakeAt !== undefined;
    const dropped = broken === 'an early wake drops the entry' && looked;
    const { wakeAt: own, ...rest } = after;
    const wakeAt = dropped ? undefined : keepsBound ? stored?.wakeAt : own;
    const version =
      broken === 'resume without a version' && resumes(commit) ? (stored?.version ?? 0) : after.version;
    const kept = { ...rest, version, ...(wakeAt !== undefined && { wakeAt }) };
    cases.set(after.id, kept);
    show(after.id, wakeAt);
    covered(kept);
    for (const effect of commit.effects)
      if (effect.kind === 'wake' && broken !== 'a writer sends no wake-up of its own')
        // The stream hands it on within a second or two.
        clockwork.at(clockwork.now() + random.between(0, 2000), () =>
          enqueue(after.id, (Date.parse(effect.at) - clockwork.now()) / 1000),
        );
  }

  const step = async <T>(actor: Actor, act: () => T): Promise<T> => {
    await clockwork.gate(actor);
    const outcome = act();
    await clockwork.gate(actor);
    return outcome;
  };
  const nowOf = (actor: Actor) => iso(clockwork.now() + actor.skew);

  /** The desk as one machine sees it. */
  const portsOf = (actor: Actor): Ports =>
    ({
      now: () => nowOf(actor),
      catalogue,
      settings: { frontDoor: 'help@desk.example', companyDomains: ['corp.example'], publicUrl: '' },
      cases: {
        find: (id: string) => step(actor, () => cases.get(id)),
        append: (before: Case | undefined, after: Case, commit: Commit) =>
          step(actor, () => {
            const stored = cases.get(after.id);
            const blind =
              broken === 'unconditional commit' && commit.events.some(({ by }) => by.kind === 'clock');
            if (!blind && stored?.version !== before?.version)
              throw new DeskError('stale-version', `case ${after.id}`);
            write(stored, after, commit);
          }),
        reschedule: ({ id, version, wakeAt: was }: Case, wakeAt: string | undefined) =>
          step(actor, () => {
            const { wakeAt: found, ...stored } = cases.get(id) ?? expect.fail('it is gone');
            if (stored.version !== version || found !== was)
              throw new DeskError('stale-version', `case ${id}`);
            const next = broken === 'an early wake drops the entry' ? undefined : wakeAt;
            const kept = { ...stored, ...(next !== undefined && { wakeAt: next }) };
            cases.set(id, kept);
            show(id, next);
            covered(kept);
          }),
      },
    }) as unknown as Ports;

  const wheelOf = (actor: Actor): Wheel => ({
    now: () => nowOf(actor),
    shards: SHARDS,
    async *due(shard, from, until) {
      const page = await step(actor, () => {
        if (broken === 'no repair' && from === undefined && until < nowOf(actor)) return [];
        const found = [...index]
          .filter(
            ([id, wakeAt]) =>
              shardOf(id) === shard && wakeAt < until && (from === undefined || wakeAt >= from),
          )
          .map(([id, wakeAt]): Waker => ({ kind: 'case', id, wakeAt }));
        if (until > nowOf(actor)) for (const { id, wakeAt } of found) seen.add(`${id} ${wakeAt}`);
        return found.sort((a, b) => (a.wakeAt < b.wakeAt ? -1 : 1));
      });
      for (let from = 0; from < page.length; from += 2) yield page.slice(from, from + 2);
    },
    send: async (wakers) => {
      try {
        await step(actor, () => {
          if (wakers.length > 0 && random.chance(plumbing.refusals)) throw new NotTaken();
          for (const { id, wakeAt } of wakers) {
            sent.add(`${id} ${wakeAt}`);
            enqueue(id, (Date.parse(wakeAt) - clockwork.now() - actor.skew) / 1000);
          }
        });
      } catch (error) {
        if (broken !== 'the mark passes what was not sent') throw error;
      }
    },
  });

  return {
    cases,
    lateness,
    portsOf,
    wheelOf,
    again: (actor: Actor) => (caseId: string, at: string) =>
      step(actor, () => {
        if (broken !== 'an early look is forgotten')
          enqueue(caseId, (Date.parse(at) - clockwork.now() - actor.skew) / 1000);
      }),
    onMessage: (handle: (caseId: string) => void) => {
      deliver = handle;
    },
    /** S2: whatever a sweep saw and its mark has passed was sent. */
    markPassed: (shard: number, sentUntil: string) => {
      for (const entry of seen) {
        const [id = '', wakeAt = ''] = entry.split(' ');
        const stands = shardOf(id) === shard && index.get(id) === wakeAt;
        if (stands && wakeAt < sentUntil) expect(sent.has(entry), 'S2: the mark passed it').toBe(true);
      }
    },
    open: (id: string) => {
      const opened = {
        id,
        version: 0,
        department: 'it',
        service: 'workplace-incident',
        status: 'open',
        kind: 'incident',
      };
      const head = {
        priority: 2,
        participants: [],
        clocks: {},
        asked: {},
        facts: {},
        automatic: [],
        reopened: [],
      };
      cases.set(id, { ...opened, ...head } as unknown as Case);
    },
  };
}

const resumes = ({ events }: Commit) => events.some(({ type }) => type === 'ClockResumed');

export type World = ReturnType<typeof worldOf>;
