import type { Case } from '../case/case.ts';
import { calendarOf, policyOf, promisesOf } from '../case/clocks.ts';
import { targetByDate } from '../case/due-on.ts';
import type { CaseFact } from '../case/events.ts';
import { retargetClock } from '../case/retarget-clocks.ts';
import { goesWith, runOfCase } from '../case/runs.ts';
import type { Ports } from '../ports.ts';
import { calendarKey } from './calendar.ts';
import type { Clock, ClockName } from './clock.ts';

type Desk = Pick<Ports, 'catalogue' | 'now' | 'cases'>;

/** Whose promise it is: the case itself, or the part it hands over. */
type Of = Pick<Case, 'department' | 'service' | 'priority' | 'facts'>;

/** A promise as it would be made today, in seconds; `none` where it is made no more, undefined where it stays as it is. */
type Promised = Readonly<{ of: Of; target: number }> | 'none' | undefined;

const made = (of: Of, target: number | undefined): Promised =>
  target === undefined ? 'none' : { of, target };

/** What a department promises of a part it was handed, or of its own tasks. */
async function ofTask({ catalogue, cases }: Desk, found: Case, department: string): Promise<Promised> {
  if (department === found.department) return made(found, promisesOf(catalogue, found).ola);
  const waits = Object.values(found.children ?? {}).find(
    (each) => each.department === department && each.state === 'asked',
  );
  const part = waits && (await cases.find(waits.caseId));
  // A part that went elsewhere keeps what was promised when it was handed over.
  return part?.department === department ? made(part, promisesOf(catalogue, part).ola) : undefined;
}

/** What a supplier's contract says of a task. */
function bySupplier({ catalogue }: Desk, found: Case, name: string): Promised {
  const { suppliers = {} } = catalogue.department(found.department);
  return made(found, Object.values(suppliers).find((each) => each.name === name)?.promise);
}

/** When the matter itself is to be done: by its priority, or at the moment of its date, as long as that can be kept. */
function ofMatter({ catalogue, now }: Desk, found: Case, clock: Clock): Promised {
  const { resolution } = promisesOf(catalogue, found);
  const { dueOn, run } = catalogue.service(found.department, found.service);
  if (dueOn !== undefined) {
    // As it was aimed at its date in one of its spans: the pauses since are no new policy.
    const targets = clock.spans.map((_, at) =>
      targetByDate(catalogue, found, now(), clock.spans.slice(0, at + 1), resolution),
    );
    const target = targets.find((each) => each === clock.target) ?? targets.at(-1);
    return target === undefined ? undefined : { of: found, target };
  }
  // A case whose run is over, or that names none, is looked into by people.
  if (run !== undefined && runOfCase(catalogue, found, now()) === undefined) return undefined;
  return made(found, resolution);
}

async function promisedToday(desk: Desk, found: Case, name: ClockName, clock: Clock): Promise<Promised> {
  if (name.startsWith('ola:')) return ofTask(desk, found, name.slice('ola:'.length));
  if (name.startsWith('uc:')) return bySupplier(desk, found, name.slice('uc:'.length));
  if (name === 'resolution') return ofMatter(desk, found, clock);
  const target = promisesOf(desk.catalogue, found)[name as 'firstResponse'];
  // What a person was promised from end to end stands, whoever has the case (row 24).
  return target === undefined && name === 'e2e' ? undefined : made(found, target);
}

/** The run a case goes with may have another cut-off today, which its resolution has to keep (row 8). */
function withItsRun({ catalogue, now }: Desk, found: Case, clock: Clock, facts: readonly CaseFact[]) {
  const run = runOfCase(catalogue, found, now());
  return run === undefined ? facts : goesWith(catalogue, found, run, facts, clock.spans[0]?.[0] ?? now());
}

/** What makes one promise of a case the one that is made today, with its time carried over (L4); nothing where it is that already. */
export async function madeToday(desk: Desk, found: Case, name: ClockName): Promise<readonly CaseFact[]> {
  const clock = found.clocks[name];
  const promised = clock && (await promisedToday(desk, found, name, clock));
  if (clock === undefined || promised === undefined) return [];
  if (promised === 'none') return retargetClock(desk, found, name, undefined, 'carry');
  const { of, target } = promised;
  const calendar = calendarKey(calendarOf(desk.catalogue, of));
  const plain = retargetClock(desk, found, name, { target, calendar, policy: policyOf(of) }, 'carry');
  const facts = name === 'resolution' ? withItsRun(desk, found, clock, plain) : plain;
  const differs = facts.some(
    (fact) =>
      fact.type === 'ClockRetargeted' && (fact.target !== clock.target || fact.calendar !== clock.calendar),
  );
  return differs ? facts : [];
}
