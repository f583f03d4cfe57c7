import { type Case, isOver } from '#desk/case/case.ts';
import type { CaseEvent } from '#desk/case/events.ts';
import { businessBetween } from '#desk/sla/business-time.ts';
import { reportPromises } from '#desk/sla/report.ts';
import { type Graph, graphOf } from '#statemachines/checks/graph.ts';
import type { Process } from '#statemachines/words/process.ts';
import { wentOf } from '#test/statemachines/history.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;

/** What is known of a process after its cases were played. */
export type Tally = {
  readonly called: string;
  readonly graph: Graph;
  cases: number;
  /** Cases that did not end, in sentences. */
  readonly stuck: string[];
  /** Executions that used up their days and were begun anew by a person. */
  rung: number;
  /** The arrows that were taken, `from → to`, and the states that were entered. */
  readonly taken: Set<string>;
  readonly entered: Set<string>;
  readonly transitions: number[];
  /** Hours from the first word to the end: by the wall, and open ones of the department. */
  readonly hours: number[];
  readonly openHours: number[];
  /** Questions by what became of them. */
  readonly tasks: Map<string, number>;
  /** Cases that were resolved by the process without a question to a person. */
  untouched: number;
  resolved: number;
  readonly outcomes: Map<string, number>;
  /** What happened besides: opened again, thanked, decided in somebody's place, gone on in a new execution. */
  readonly besides: Map<string, number>;
  readonly promises: Map<string, { kept: number; broken: number }>;
};

const count = (into: Map<string, number>, key: string) => into.set(key, (into.get(key) ?? 0) + 1);

/** A process before anything was played. */
const blank = (called: string, { definition }: Process): Tally => ({
  called,
  graph: graphOf(definition),
  cases: 0,
  stuck: [],
  rung: 0,
  taken: new Set(),
  entered: new Set(),
  transitions: [],
  hours: [],
  openHours: [],
  tasks: new Map(),
  untouched: 0,
  resolved: 0,
  outcomes: new Map(),
  besides: new Map(),
  promises: new Map(),
});

/** The tallies of processes, by `department/process`. */
export type Tallies = Map<string, Tally>;

async function follow(tally: Tally, { processes }: World, of: Case, executions: readonly string[]) {
  const joined = tally.graph.edges.filter(({ why }) => why === 'joined');
  let transitions = 0;
  for (const execution of executions) {
    const arn = await processes.execution(`${of.department}-${of.process}`, execution);
    const { path, arrows } = await wentOf(processes, arn);
    transitions += path.length;
    for (const state of path) tally.entered.add(state);
    for (const { from, to } of arrows) {
      tally.taken.add(`${from} → ${to}`);
      if (to === 'the end')
        for (const edge of joined) if (edge.from === from) tally.taken.add(`${from} → ${edge.to}`);
    }
  }
  tally.transitions.push(transitions);
}

/** Why a case has not ended, in a sentence. */
async function whereItStands({ processes }: World, of: Case): Promise<string> {
  const named = `${of.department}-${of.process}`;
  const { status, error, cause } =
    of.execution === undefined
      ? { status: 'never started', error: undefined, cause: undefined }
      : await processes.standing(named, of.execution);
  const why = error === undefined ? '' : `: ${error} ${(cause ?? '').slice(0, 300)}`;
  const asked = Object.keys(of.asked).join(', ') || 'nothing';
  return `${of.reference} is ${of.status}, waits for ${asked}; its process is ${status}${why}`;
}

function time(tally: Tally, { ports }: World, of: Case, events: readonly CaseEvent[]): void {
  const end = events.findLast(({ type }) => type === 'CaseResolved' || type === 'CaseCancelled');
  if (end === undefined) return;
  const { calendars } = ports.catalogue.department(of.department);
  const { calendar } = ports.catalogue.service(of.department, of.service);
  const keeps = calendars.find(({ name }) => name === calendar) ?? calendars[0];
  tally.hours.push((Date.parse(end.at) - Date.parse(of.openedAt)) / HOUR_MS);
  tally.openHours.push(businessBetween(keeps, of.openedAt, end.at) / 3600);
}

/** Counts every case of a world that has run. */
export async function tallyUp(tallies: Tallies, world: World, processes: ReadonlyMap<string, Process>) {
  const { rows } = world;
  const tasks = Map.groupBy(rows.tasks.values(), ({ caseId }) => caseId);
  for (const of of rows.heads.values()) {
    const called = `${of.department}/${of.process}`;
    const process = processes.get(called);
    if (process === undefined) continue;
    const tally = tallies.get(called) ?? blank(called, process);
    tallies.set(called, tally);
    const events = (rows.commits.get(of.id) ?? []).flatMap((row) => row.events);
    const started = events.flatMap((event) => (event.type === 'ProcessStarted' ? [event.execution] : []));
    tally.cases += 1;
    for (const event of events) {
      if (event.type === 'ProcessStarted' && event.by.kind === 'agent') tally.rung += 1;
      if (event.type === 'ProcessStarted' && event.by.kind === 'process')
        count(tally.besides, 'went on anew');
      if (event.type === 'CaseReopened') count(tally.besides, 'opened again');
      if (event.type === 'KudosReceived') count(tally.besides, 'thanked');
      if (event.type === 'VoteCast' && event.by.id !== event.of) count(tally.besides, 'by a delegate');
    }
    if (!isOver(of)) tally.stuck.push(await whereItStands(world, of));
    await follow(tally, world, of, started);
    time(tally, world, of, events);
    for (const task of tasks.get(of.id) ?? []) count(tally.tasks, task.state);
    if (of.outcome !== undefined) count(tally.outcomes, of.outcome);
    if (of.outcome !== undefined && of.outcome !== 'cancelled') {
      tally.resolved += 1;
      const people = (tasks.get(of.id) ?? []).some(
        ({ of: { kind } }) => kind !== 'system' && kind !== 'case',
      );
      if (!people) tally.untouched += 1;
    }
    for (const { promise, kept, broken } of reportPromises([of], world.ports.catalogue.calendar, rows.now)) {
      const sum = tally.promises.get(promise) ?? { kept: 0, broken: 0 };
      tally.promises.set(promise, { kept: sum.kept + kept, broken: sum.broken + broken });
    }
  }
}
