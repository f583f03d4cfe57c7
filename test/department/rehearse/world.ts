import type { Outgoing } from '#desk/delivery/effect.ts';
import { catalogueOf } from '#desk/department.ts';
import { DeskError } from '#desk/errors.ts';
import type { Ports, Step } from '#desk/ports.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import type { Step as StepName } from '#statemachines/words/invoke.ts';
import { memory } from '#test/desk/memory.ts';
import { randomOf } from '#test/desk/sla/simulation/random.ts';
import { agenda } from './agenda.ts';
import { processesOn } from './engine.ts';
import { lives } from './life.ts';
import type { Fails } from './outages.ts';
import { stepsOn } from './steps.ts';

type Act = () => Promise<unknown>;

/** What went wrong in a rehearsal that should not: a sentence, with how often. */
export type Faults = Map<string, number>;

/** Notes a fault. */
export const note = (faults: Faults, sentence: string) =>
  faults.set(sentence, (faults.get(sentence) ?? 0) + 1);

/** What the desk may well say to people who come too late, twice, or in somebody's place. */
const EXPECTED = ['task-over', 'conflict', 'case-closed', 'not-allowed'];

/** Does something as a person; a refusal that people may expect is none of ours, any other is a fault of the process. */
export async function unlessRefused(faults: Faults, what: string, act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (!(error instanceof DeskError)) throw error;
    if (EXPECTED.includes(error.code)) return;
    note(faults, `${what}: ${error.message}`);
  }
}

/** The refusals by which a step tells its process something. */
const MEANT = ['task-silent', 'invalid', 'children-open', 'stale-version'];

const SECOND = 1000;
const YEAR = 366 * 86_400 * SECOND;

/**
 * The desk in memory, the process engine, and a clock that jumps from one moment at which something happens to the next.
 * Cases are looked at when their wake-ups come, as by the sweep; what leaves a case is told to `heard`.
 */
export async function worldOf(
  folders: readonly DepartmentFolder[],
  { seed, begin, fails, faults }: Readonly<{ seed: number; begin: string; fails: Fails; faults: Faults }>,
) {
  const random = randomOf(seed);
  const desk = memory(begin);
  const { rows } = desk;
  const lifeOf = lives(rows, seed);
  const plans = agenda<Act>();
  let at = Date.parse(begin);
  const now = () => at;
  const move = (to: number) => {
    at = Math.max(at, to);
    rows.now = new Date(at).toISOString();
  };

  const looks = new Map<string, number>();
  /** A case is looked at when it says so; a look that has been planned already comes by anyway. */
  const planLook = (caseId: string): void => {
    const { wakeAt } = rows.heads.get(caseId) ?? {};
    const due = wakeAt === undefined ? undefined : Math.max(Date.parse(wakeAt), at + SECOND);
    const planned = looks.get(caseId);
    if (due === undefined || (planned !== undefined && planned > at && planned <= due)) return;
    looks.set(caseId, due);
    plans.plan(due, async () => {
      if (looks.get(caseId) !== due) return;
      looks.delete(caseId);
      const head = rows.heads.get(caseId);
      if (head?.wakeAt !== undefined && Date.parse(head.wakeAt) <= at) await lookAtCase(ports, caseId);
      planLook(caseId);
    });
  };

  const inMemory = desk.ports.cases;
  const ports: Ports = {
    ...desk.ports,
    catalogue: catalogueOf(folders),
    cases: {
      ...inMemory,
      // Read at every time-out, and never written to: a copy of months of silence would take longer than living them.
      history: async (id) => rows.commits.get(id) ?? [],
      append: async (before, after, commit) => {
        await inMemory.append(before, after, commit);
        planLook(after.id);
      },
      appendAll: async (steps: readonly Step[]) => {
        await inMemory.appendAll(steps);
        for (const { after } of steps) planLook(after.id);
      },
    },
  };
  const steps = stepsOn(ports);
  const processes = await processesOn(folders, {
    now,
    chance: random.next,
    run: (step) => async (payload) => {
      const { caseId, state = '' } = payload as Readonly<{ caseId: string; state?: string }>;
      const failure = fails(caseId, step, state);
      if (failure !== undefined) throw Object.assign(new Error('it was away'), { name: failure });
      try {
        return await steps[step as StepName](payload);
      } catch (error) {
        if (!(error instanceof DeskError && MEANT.includes(error.code)))
          note(faults, `${step} failed: ${error instanceof Error ? error.message : error}`);
        throw error;
      }
    },
  });

  return {
    ports,
    rows,
    processes,
    lifeOf,
    random,
    now,
    plan: (when: number, act: Act) => plans.plan(Math.max(when, at), act),
    /** Lets everything happen until nothing is left to happen, or for so long: three years unless said. */
    run: async (heard: (out: Outgoing) => void, forLong = 3 * YEAR): Promise<void> => {
      const end = at + forLong;
      for (;;) {
        for (const out of rows.outbox.splice(0)) heard(out);
        const [timer, next] = [processes.engine.nextTimerAt(), plans.next()];
        const due = Math.min(timer ?? Number.POSITIVE_INFINITY, next ?? Number.POSITIVE_INFINITY);
        if (due > end) return;
        move(due);
        if (next !== undefined && next <= at) await plans.take()?.();
        else processes.engine.wake();
        await processes.engine.settled();
      }
    },
  };
}

/** The world of a rehearsal. */
export type World = Awaited<ReturnType<typeof worldOf>>;
