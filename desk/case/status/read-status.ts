import type { Ports } from '../../ports.ts';
import { catchUp } from '../../task/catch-up.ts';
import { inquiriesOf, maySee } from '../../task/inquiry/inquiry.ts';
import { type Viewer, viewOf } from '../authorise.ts';
import type { Case } from '../case.ts';
import type { CaseEvent } from '../events.ts';
import { evolve } from '../evolve.ts';
import { isQuiet } from '../quiet.ts';
import { survivorOf } from '../survivor.ts';
import type { Known, Openness, Status } from './status.ts';
import { statusOf } from './status-of.ts';

/** What reading a status needs of the world: it writes nothing. */
export type Reading = Pick<Ports, 'cases' | 'tasks' | 'catalogue' | 'directory' | 'now'>;

/**
 * Where a case goes on for this reader: in the one it was merged into, if the same person asked for both and the reader may
 * see it; else in itself, without a word of the other (P15).
 */
export async function goesOnFor(desk: Reading, found: Case, viewer: Viewer): Promise<Case> {
  const survivor = await survivorOf(desk, found);
  const same = survivor.requester.address === found.requester.address;
  return same && viewOf(viewer, survivor) !== 'none' ? survivor : found;
}

/** The parts a reader may see; the others are absent and are not counted (row 27). */
async function partsOf(desk: Reading, of: Case, viewer: Viewer, openness: Openness): Promise<Case[]> {
  const all = await Promise.all(
    Object.values(of.children ?? {}).map(({ caseId }) => desk.cases.find(caseId)),
  );
  return all.flatMap((part) => {
    if (part === undefined || isQuiet(part) || viewOf(viewer, part) === 'none') return [];
    return openness === 'by-link' && part.confidential ? [] : [part];
  });
}

/** Whoever took it over: the one it was given to, else the last of its team who answered for it. */
function leadingOf({ assignee, department }: Case, events: readonly CaseEvent[], desk: Reading) {
  const { team } = desk.catalogue.department(department).groups;
  const ofTeam = new Set(
    events.flatMap((event) =>
      event.type === 'TaskAsked' && event.of.split('@')[0] === team ? [event.ref] : [],
    ),
  );
  return (
    assignee ?? events.findLast((event) => event.type === 'TaskAnswered' && ofTeam.has(event.ref))?.by.id
  );
}

async function leaderOf(desk: Reading, of: Case, events: readonly CaseEvent[]): Promise<string | undefined> {
  if (desk.catalogue.department(of.department).namesPeople !== true) return undefined;
  const address = leadingOf(of, events, desk);
  return address === undefined ? undefined : (await desk.directory.find(address))?.name;
}

/** Where a case stands for somebody who may see it; whether they may is asked before, and of each part here. */
export async function readStatus(
  desk: Reading,
  kept: Case,
  viewer: Viewer,
  openness: Openness,
): Promise<Status> {
  // An answer stands on its task's row before it is in the history.
  const late = await catchUp(desk, kept);
  const of = late.reduce(evolve, kept);
  const rows = await Promise.all(Object.values(of.asked).map(({ ref }) => desk.tasks.find(ref)));
  // A commit that came after the case was read belongs to a later state of it.
  const commits = (await desk.cases.history(of.id)).filter(({ version }) => version <= kept.version);
  const events = [...commits.flatMap((row) => row.events), ...late];
  const leader = await leaderOf(desk, of, events);
  const known: Known = {
    of,
    commits: late.length === 0 ? commits : [...commits, { version: kept.version, events: late, effects: [] }],
    tasks: rows.flatMap((task) => task ?? []),
    inquired: (await inquiriesOf(desk, of)).filter((task) => maySee(of, task)),
    parts: await partsOf(desk, of, viewer, openness),
    ...(leader !== undefined && { leader }),
  };
  return statusOf(desk.catalogue, known, desk.now(), openness);
}
