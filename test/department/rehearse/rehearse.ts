import { isOver } from '#desk/case/case.ts';
import { restartProcess } from '#desk/case/restart-process.ts';
import type { Outgoing } from '#desk/delivery/effect.ts';
import type { Service } from '#desk/department.ts';
import { lookAtCase } from '#desk/sla/look-at-case.ts';
import type { DepartmentFolder } from '#statemachines/words/department.ts';
import type { Process } from '#statemachines/words/process.ts';
import { randomOf } from '#test/desk/sla/simulation/random.ts';
import { begin, staff } from './begin.ts';
import { outages } from './outages.ts';
import { peopleOf } from './people.ts';
import { systemsOf } from './systems.ts';
import { type Tallies, tallyUp } from './tally.ts';
import { type Faults, type World, worldOf } from './world.ts';

/** What is rehearsed: so many cases of every process that a department has a service for, and by which chance. */
export type Rehearsing = Readonly<{
  /** Every department there is: parts of a case go to others. */
  folders: readonly DepartmentFolder[];
  department: DepartmentFolder;
  cases: number;
  seed: number;
}>;

/** What came of it. */
export type Rehearsal = Readonly<{ tallies: Tallies; faults: Faults }>;

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

/** Cases of one world: enough to share an engine, few enough to stay small. */
const TOGETHER = 100;

/** The first day of a rehearsal; the worlds after it begin weeks later, so that all of a year's holidays come round. */
const FIRST = Date.parse('2026-01-05T00:00:00Z');

const processesOf = (folders: readonly DepartmentFolder[]): ReadonlyMap<string, Process> =>
  new Map(
    folders.flatMap(({ id, processes }) =>
      processes.map((process) => [`${id}/${process.name}`, process] as const),
    ),
  );

/** Services in turn, every process as often as the others. */
function inTurn({ processes, services }: DepartmentFolder, place: number): Service | undefined {
  const process = processes[place % processes.length];
  const follow = services.filter(({ process: name }) => name !== undefined && name === process?.name);
  return follow[Math.floor(place / processes.length) % follow.length];
}

/** Hands on what leaves a case: a process moves, people read, systems are called. */
function carrying(world: World, faults: Faults, processes: ReadonlyMap<string, Process>) {
  const { ports, rows, now, plan, lifeOf } = world;
  const people = peopleOf(world, faults);
  const systems = systemsOf(world, people, faults);

  /** Whoever is rung for when an execution used up its days begins it anew; from then on people answer. */
  const ringFor = (caseId: string, process: string, execution: string): void => {
    const [department = '', ...name] = process.split('-');
    const days = processes.get(`${department}/${name.join('-')}`)?.definition.TimeoutSeconds ?? 0;
    plan(now() + days * SECOND + 2 * HOUR, async () => {
      const found = rows.heads.get(caseId);
      if (found === undefined || isOver(found) || found.execution !== execution) return;
      if ((await world.processes.standing(process, execution)).status !== 'TIMED_OUT') return;
      lifeOf(caseId).deserted = false;
      await restartProcess(ports, caseId, { kind: 'agent', id: 'operations' }, { execution });
    });
  };

  /** Puts a process in motion. Some of it comes late, or twice. */
  const carry = (out: Outgoing): void => {
    const { caseId, effect } = out;
    const { random } = lifeOf(caseId);
    // A message that waits longer than the state that it resumes meets the timer of that state (K1).
    const delay = random.chance(0.02) ? random.between(1, 600) : 1;
    plan(now() + delay * SECOND, () => world.processes.move(ports, out));
    if (random.chance(0.03)) plan(now() + 2 * delay * SECOND, () => world.processes.move(ports, out));
    if (effect.kind !== 'start') return;
    ringFor(caseId, effect.process, effect.execution);
    const { parent, department = '', service = '' } = rows.heads.get(caseId) ?? {};
    // What is done as a part of other matters only is nobody's own to call off or to hurry.
    const own = parent === undefined && ports.catalogue.service(department, service).onlyAsPart === undefined;
    if (own) people.turn(caseId);
  };

  const lookSoon = (caseId: string) => plan(now() + SECOND, () => lookAtCase(ports, caseId));

  return (out: Outgoing): void => {
    const { effect } = out;
    if (effect.kind === 'mail') people.read(out.caseId, effect);
    else if (effect.kind === 'webhook') plan(now() + SECOND, () => systems.send(out));
    // Every case is looked at when its wake-up comes anyway; a child's is asked for here.
    else if (effect.kind !== 'wake') carry(out);
    else if (effect.child !== undefined) lookSoon(effect.child);
  };
}

/** Plays some cases of a department together, in a world of their own. */
async function playSome(
  { folders, department, seed }: Rehearsing,
  { first, many }: Readonly<{ first: number; many: number }>,
  { tallies, faults }: Rehearsal,
): Promise<void> {
  const processes = processesOf(folders);
  const own = Math.imul(seed + 1, 65_537) + first;
  const world: World = await worldOf(folders, {
    seed: own,
    faults,
    begin: new Date(FIRST + ((first * 37) % 364) * DAY).toISOString(),
    fails: outages(processes, randomOf(own ^ 0x5f5f), () => world),
  });
  try {
    await staff(world, own);
    for (let place = first; place < first + many; place += 1) {
      const service = inTurn(department, place);
      if (service === undefined) continue;
      const random = randomOf(Math.imul(own, 31) + place);
      const when = world.now() + random.below(10 * DAY);
      world.plan(when, () => begin(world, { department, service }, place, random));
    }
    await world.run(carrying(world, faults, processes));
    await tallyUp(tallies, world, processes);
  } finally {
    await world.processes.stop();
  }
}

/** Plays so many cases of a department through its real processes, in time that is moved. The same seed is the same rehearsal. */
export async function rehearse(what: Rehearsing, report?: (played: number) => void): Promise<Rehearsal> {
  const rehearsal: Rehearsal = { tallies: new Map(), faults: new Map() };
  for (let first = 0; first < what.cases; first += TOGETHER) {
    await playSome(what, { first, many: Math.min(TOGETHER, what.cases - first) }, rehearsal);
    report?.(Math.min(first + TOGETHER, what.cases));
  }
  return rehearsal;
}
