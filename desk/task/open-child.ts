import type { Case, Parent } from '../case/case.ts';
import { ATTEMPTS, change, stepOf } from '../case/commit.ts';
import { type CaseFact, happened, type Placement } from '../case/events.ts';
import { evolve } from '../case/evolve.ts';
import { type Matter, opening, withLocation } from '../case/open-case.ts';
import { referenceOf } from '../case/reference.ts';
import { isLate, stopLate } from '../case/stop-process.ts';
import { label } from '../delivery/wording.ts';
import { DeskError, isRefusal } from '../errors.ts';
import type { Commit, Ports } from '../ports.ts';
import { settleRoute, standingOf } from '../routing/roll-out.ts';
import { placementOf } from '../routing/route.ts';
import { aboutOf } from './about.ts';
import { refOf } from './ask-once.ts';
import { catchUp } from './catch-up.ts';
import type { Task } from './task.ts';
import { whenHandedOver } from './task-clocks.ts';

/** A part of a case that its process hands to a department, as a case of its own. */
export type Part = Readonly<{
  caseId: string;
  /** The running execution, the state's name and when it was entered: together one visit. */
  execution: string;
  state: string;
  entered: string;
  /** The version of the process's definition, by its content. */
  version: string;
  /** What resumes the process (K5). */
  token: string;
  department: string;
  service: string;
  /** What the part is about; the title of its service unless said. */
  subject?: string;
  /** The facts of the parent that are handed on, by name; the other department learns nothing else (A10). */
  facts?: readonly string[];
  /** Hours until silence falls to a person of the parent; the child goes on. */
  hours: number;
}>;

/** A part of a part of a part: deeper than this, processes open each other and would never end. */
const DEEPEST = 5;

/**
 * Where the part belongs; where its department does not take part yet, the desk's first line has it done as before (rows
 * 64, 65). Why says nothing of the parent: the other department learns only what is handed on.
 */
function placeOf({ catalogue }: Ports, found: Case, { department, service }: Part): Placement {
  const routing = { reason: 'opened-as-part', score: 0, because: [] };
  const own = catalogue.department(department);
  const place = placementOf(own, catalogue.service(department, service), routing);
  const asker = found.requester.address;
  // A part of what only plays along only plays along too.
  const goes = found.shadow === true || standingOf(own, asker) === 'serves';
  return goes ? place : settleRoute(catalogue, place, asker).placement;
}

const handedOn = ({ facts }: Case, names: readonly string[] = []): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));

/** What the other department reads: the facts that are handed on, and not a word of the parent's. */
const bodyOf = (subject: string, said: Readonly<Record<string, string>>) =>
  [subject, ...Object.entries(said).map(([name, value]) => `${label(name)}: ${value}`)].join('\n');

type Named = Readonly<{ ref: string; id: string; reference: string; place: Placement }>;

/** The question on the parent that the child will answer. */
function asking(desk: Ports, found: Case, part: Part, { ref, id, reference, place }: Named): Commit {
  const at = desk.now();
  const expires = new Date(Date.parse(at) + part.hours * 3_600_000).toISOString();
  const { department } = place;
  const task: Task = {
    ref,
    caseId: found.id,
    department: found.department,
    state: 'asked',
    of: { kind: 'case', department, caseId: id, reference },
    name: part.state,
    visit: part.entered,
    question: part.subject ?? desk.catalogue.service(part.department, part.service).title,
    outcomes: [],
    fields: [],
    shown: handedOn(found, part.facts),
    sequence: found.version + 1,
    processVersion: part.version,
    about: aboutOf(found),
    askedAt: at,
    expiresAt: expires,
    token: part.token,
  };
  const { facts, ...waiting } = whenHandedOver(desk.catalogue, found, place);
  const asked: CaseFact = {
    type: 'TaskAsked',
    ref,
    state: part.state,
    visit: part.entered,
    of: reference,
    expires,
    version: part.version,
    child: { caseId: id, reference, department },
    ...waiting,
  };
  return {
    events: happened(at, { kind: 'process', id: part.execution }, asked, ...facts),
    effects: [],
    tasks: [{ type: 'ask', task }],
  };
}

/** The child itself: its own place, promises, process and confidentiality, and its parent's requester. */
async function beginning(desk: Ports, found: Case, part: Part, named: Named): Promise<Commit> {
  const { id, reference, place, ref } = named;
  const service = desk.catalogue.service(part.department, part.service);
  const subject = part.subject ?? service.title;
  const said = handedOn(found, part.facts);
  const parent: Parent = { caseId: found.id, taskRef: ref, depth: (found.parent?.depth ?? 0) + 1 };
  const body = `messages/${id}`;
  await desk.bodies.put(body, { text: bodyOf(subject, said) });
  const matter: Matter = {
    channel: found.channel,
    requester: found.requester,
    subject,
    body,
    verified: found.verified,
    // Whoever submitted the whole submitted its parts (A3).
    ...(found.submitter !== undefined && { submitter: found.submitter }),
    placement: place,
    acknowledge: service.writesAsPart === true && found.verified,
    said,
    parent,
    // A part of what only plays along only plays along too.
    ...(found.shadow && { shadow: true as const }),
    at: desk.now(),
    // An execution is named by its case, and the parent is not for everybody who sees the child.
    by: { kind: 'process' },
  };
  return opening(desk, id, reference, await withLocation(desk, matter));
}

/** Opens the part and books it on its parent, both or none. False when somebody wrote first, or took the reference. */
async function opens(desk: Ports, found: Case, part: Part, ref: string): Promise<boolean> {
  const place = placeOf(desk, found, part);
  const id = desk.ids.caseId();
  const reference = referenceOf(desk.catalogue.department(place.department).prefix, id);
  const late = await catchUp(desk, found);
  const seen = late.reduce(evolve, found);
  const named = { ref, id, reference, place };
  const asked = asking(desk, seen, part, named);
  const begun = await beginning(desk, seen, part, named);
  try {
    await desk.cases.appendAll([
      stepOf(desk, found, { ...asked, events: [...late, ...asked.events] }),
      stepOf(desk, undefined, begun),
    ]);
    return true;
  } catch (error) {
    if (!isRefusal(error, 'conflict') && !isRefusal(error, 'stale-version')) throw error;
    return false;
  }
}

/**
 * Opens a part of a case in a department, and lets the process wait for its end (row 23). The task on the parent and the
 * child are one write, so that neither is ever without the other; a repeated call finds the task and binds the newer
 * token to it. Once the case is over nothing is opened, and the execution is stopped. Refuses `case-not-found`,
 * `not-allowed` for a part of a part beyond five, and `stale-version` after six lost races (V2).
 */
export async function openChild(desk: Ports, part: Part): Promise<string> {
  const ref = await refOf(desk, part);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if ((await desk.tasks.find(ref)) !== undefined) {
      await desk.tasks.rebind(ref, part.token);
      return ref;
    }
    const found = await desk.cases.find(part.caseId);
    if (found === undefined) throw new DeskError('case-not-found', `there is no case ${part.caseId}`);
    if (isLate(found, part.execution)) {
      await change(desk, found.id, (seen) => stopLate(desk, seen, part.execution));
      return ref;
    }
    if ((found.parent?.depth ?? 0) >= DEEPEST)
      throw new DeskError('not-allowed', `case ${found.reference} is a part of too many others`);
    if (await opens(desk, found, part, ref)) return ref;
  }
  throw new DeskError('stale-version', `case ${part.caseId} is being written`);
}
