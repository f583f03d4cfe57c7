import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { placementOf, saidOf } from '../routing/route.ts';
import { type Case, isOver } from './case.ts';
import { stopClocks } from './clocks.ts';
import { change } from './commit.ts';
import { type Actor, type CaseFact, happened, type Placement } from './events.ts';
import { fieldsOf, missingOf } from './fields/missing.ts';
import { startProcess } from './open-case.ts';
import { resumeAll } from './pauses.ts';
import { retargetClocks } from './retarget-clocks.ts';

/** What its first message says of the fields of the service a case is given to; nothing that is known is asked again. */
async function saidBefore(desk: Ports, found: Case, placement: Placement): Promise<Record<string, string>> {
  if (fieldsOf(desk.catalogue, placement).length === 0) return {};
  const words = await desk.bodies.get(found.body);
  const said = saidOf(desk.catalogue, placement, `${found.subject}\n${words?.text ?? ''}`, found.openedAt);
  return Object.fromEntries(Object.entries(said).filter(([name]) => found.facts[name] === undefined));
}

/**
 * Gives a case to a department and service, as a person in triage decides it; its process starts there. Refuses
 * `case-not-found`, `case-closed`, `invalid` for a place that does not exist, and `conflict` once a process runs.
 */
export async function routeCase(
  desk: Ports,
  caseId: string,
  by: Actor,
  to: Readonly<{ department: string; service: string }>,
): Promise<Case> {
  const department = desk.catalogue.departments.find(({ id }) => id === to.department);
  const service = department?.services.find(({ id }) => id === to.service);
  if (department === undefined || service === undefined) {
    const pointer = department === undefined ? '/department' : '/service';
    const message =
      department === undefined ? `no department '${to.department}'` : `no service '${to.service}' there`;
    throw new DeskError('invalid', message, { faults: [{ pointer, message }] });
  }
  const after = await change(desk, caseId, async (found) => {
    if (isOver(found)) throw new DeskError('case-closed', `case ${found.reference} is over`);
    if (found.department === department.id && found.service === service.id) return undefined;
    if (found.execution !== undefined)
      throw new DeskError('conflict', `case ${found.reference} follows its process already`);
    const placement = placementOf(department, service, { ...found.routing, reason: 'chosen-by-agent' });
    const said = await saidBefore(desk, found, placement);
    const process = service.process && `${department.id}-${service.process}`;
    const started = startProcess(
      found.id,
      `${found.id}-${found.version + 1}-start`,
      process,
      found.attempt + 1,
      missingOf(desk.catalogue, { ...placement, facts: { ...found.facts, ...said } }, desk.now()),
    );
    return {
      events: happened(
        desk.now(),
        by,
        ...stopClocks(found, ['triage', 'ack']),
        // Whoever the case waited for, its new people have it now.
        ...resumeAll(found),
        { type: 'CaseRouted', ...placement },
        ...Object.entries(said).map(([name, value]): CaseFact => ({ type: 'FactRecorded', name, value })),
        ...retargetClocks(desk, found, placement),
        ...started.facts,
      ),
      effects: started.effects,
    };
  });
  if (after === undefined) throw new DeskError('case-not-found', `there is no case ${caseId}`);
  return after;
}
