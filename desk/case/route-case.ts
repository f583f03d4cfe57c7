import type { Effect } from '../delivery/effect.ts';
import type { Department, Service } from '../department.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { checkServed } from '../routing/roll-out.ts';
import { placementOf } from '../routing/route.ts';
import { saidFor } from '../routing/said-for.ts';
import { leavesConfidence } from './boundary.ts';
import { type Case, isOver } from './case.ts';
import { stopClocks } from './clocks.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, happened, type Placement } from './events.ts';
import { fieldsOf, missingOf } from './fields/missing.ts';
import { handingOver, howItLeaves, type Leaving } from './hand-over.ts';
import { startProcess } from './open-case.ts';
import { resumeAll } from './pauses.ts';
import { retargetClocks } from './retarget-clocks.ts';

/** What its first message says of the fields of the service a case is given to; nothing that is known is asked again. */
async function saidBefore(desk: Ports, found: Case, placement: Placement): Promise<Record<string, string>> {
  if (fieldsOf(desk.catalogue, placement).length === 0) return {};
  const words = await desk.bodies.get(found.body);
  const said = saidFor(desk.catalogue, placement, `${found.subject}\n${words?.text ?? ''}`, found.openedAt);
  return Object.fromEntries(Object.entries(said).filter(([name]) => found.facts[name] === undefined));
}

/** What it does to a case that it lies elsewhere from now on: its promises are carried over, and its process starts there. */
export async function moving(
  desk: Ports,
  found: Case,
  department: Department,
  service: Service,
  release?: string,
): Promise<Readonly<{ facts: readonly CaseFact[]; effects: readonly Effect[] }>> {
  const { proposed: _confirmed, ...routing } = found.routing;
  const open = placementOf(department, service, { ...routing, reason: 'chosen-by-agent' });
  const released = release !== undefined && leavesConfidence(desk.catalogue, found, department);
  // Confidentiality never sinks by moving; who moves a case as it is has been allowed to.
  const placement = { ...open, confidential: open.confidential || (found.confidential && !released) };
  const said = await saidBefore(desk, found, placement);
  const started = startProcess(
    found.id,
    `${found.id}-${found.version + 1}-start`,
    service.process && `${department.id}-${service.process}`,
    found.attempt + 1,
    { missing: missingOf(desk.catalogue, { ...placement, facts: { ...found.facts, ...said } }, desk.now()) },
  );
  return {
    facts: [
      ...stopClocks(found, ['triage', 'ack']),
      // Whoever the case waited for, its new people have it now.
      ...resumeAll(found),
      { type: 'CaseRouted', ...(released && { released: release }), ...placement },
      ...Object.entries(said).map(([name, value]): CaseFact => ({ type: 'FactRecorded', name, value })),
      ...retargetClocks(desk, { ...found, facts: { ...found.facts, ...said } }, placement),
      ...started.facts,
    ],
    effects: started.effects,
  };
}

/** The place that is meant. Refuses `invalid`, naming the field, for one that does not exist. */
export function placeCalled(
  { catalogue }: Pick<Ports, 'catalogue'>,
  to: Readonly<{ department: string; service: string }>,
  pointers: Readonly<{ department: string; service: string }> = {
    department: '/department',
    service: '/service',
  },
): Readonly<{ department: Department; service: Service }> {
  const department = catalogue.departments.find(({ id }) => id === to.department);
  const service = department?.services.find(({ id }) => id === to.service);
  if (department !== undefined && service !== undefined) return { department, service };
  const [pointer, message] =
    department === undefined
      ? [pointers.department, `no department '${to.department}'`]
      : [pointers.service, `no service '${to.service}' there`];
  throw new DeskError('invalid', message, { faults: [{ pointer, message }] });
}

/** The place a person names, or where the case was proposed to go: naming none confirms that (row 22). */
function proposedOr({ routing }: Case, to: Partial<Readonly<{ department: string; service: string }>>) {
  const [first = '', second = ''] = routing.proposed?.split('/') ?? [];
  const { department, service } = to;
  return department === undefined && service === undefined
    ? { department: first, service: second }
    : { department: department ?? '', service: service ?? '' };
}

/**
 * Gives a case to a department and service, as a person in triage decides it, or confirms the proposed one; its process
 * starts there. What was said in confidence does not go along unless it is released: then a case of its own begins there by the
 * words of the hand-over, and that one is answered. Refuses `case-not-found`, `case-closed`, `invalid` for a place that does
 * not exist or does not take part and for a confidential case without either, and `conflict` once a process runs.
 */
export async function routeCase(
  desk: Ports,
  caseId: string,
  by: Actor,
  to: Partial<Readonly<{ department: string; service: string }>> & Leaving,
): Promise<Case> {
  let begun: Case | undefined;
  const after = await change(desk, caseId, async (found) => {
    begun = undefined;
    if (isOver(found)) throw new DeskError('case-closed', `case ${found.reference} is over`);
    const { department, service } = placeCalled(desk, proposedOr(found, to));
    if (found.department === department.id && found.service === service.id) return undefined;
    // Where people work without a process, the one it followed elsewhere is over or being stopped.
    if (found.execution !== undefined && found.process !== undefined)
      throw new DeskError('conflict', `case ${found.reference} follows its process already`);
    // A shadow may go where its case may not.
    if (!found.shadow) checkServed(department, found.requester.address, '/department');
    if (howItLeaves(desk, found, { department, service }, to) === 'in-words') {
      const over = await handingOver(desk, found, by, { department, service }, { text: to.handOver ?? '' });
      begun = over.begun;
      return over;
    }
    const { facts, effects } = await moving(desk, found, department, service, to.release);
    return { events: happened(desk.now(), by, ...facts), effects };
  });
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return begun ?? after;
}
