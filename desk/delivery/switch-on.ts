import type { Department } from '../department.ts';
import { DeskError } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type Health, switchedOn } from './circuit.ts';
import { decide } from './endpoint-health.ts';
import type { Outcome } from './webhook.ts';
import { call, isSetUp, type System, type Wire } from './wire.ts';

const answers = (outcome: Outcome) =>
  outcome.kind === 'answered' && outcome.status >= 200 && outcome.status < 300;

/** A system that is spoken to in its own fields would take a ping for a task. */
const speaksOwnFields = ({ system, services }: Department) =>
  system?.request !== undefined || services.some((service) => service.system?.request !== undefined);

/** Calls a system to hear whether it is there (W7). Refuses `endpoint-refused` with what came instead of a 2xx. */
async function ping(
  desk: Pick<Ports, 'now'>,
  wire: Pick<Wire, 'post'>,
  department: string,
  system: System,
): Promise<void> {
  const timestamp = desk.now();
  const id = `${department}-ping-${Date.parse(timestamp)}`;
  const event = 'endpoint.ping';
  const body = JSON.stringify({ type: event, timestamp, event, id, department });
  const { outcome } = await call(desk, wire, system, { id, body });
  if (answers(outcome)) return;
  const said = outcome.kind === 'answered' ? String(outcome.status) : outcome.kind;
  throw new DeskError('endpoint-refused', `the system should answer the call with 2xx, but it was ${said}`);
}

/**
 * A person switches a department's endpoint on again, after it has answered a signed call (W3, W7, W8). One that is spoken to
 * in its own fields is called with the next task instead, and with no other until it has answered. What people were given
 * meanwhile stays theirs. Repeating is safe: it calls once more. Refuses `endpoint-refused`.
 */
export async function switchOn(
  desk: Ports,
  wire: Pick<Wire, 'system' | 'post'>,
  department: Department,
  by: string,
): Promise<Health> {
  const system = await wire.system(department.id);
  if (!isSetUp(system)) throw new DeskError('endpoint-refused', 'the system has no address yet');
  const untried = speaksOwnFields(department);
  if (!untried) await ping(desk, wire, department.id, system);
  const on = await decide(desk, department.id, async (health) => {
    const next = switchedOn(health, by, desk.now(), untried);
    await desk.endpoints.keep(department.id, health, next, []);
    return next;
  });
  if (on === undefined) throw new DeskError('stale-version', 'the endpoint is being written');
  return on;
}
