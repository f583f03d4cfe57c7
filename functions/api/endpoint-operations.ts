import { maySeeToSystem } from '#desk/case/authorise.ts';
import type { Health } from '#desk/delivery/circuit.ts';
import { isWithSystem, withSystem } from '#desk/delivery/redeliver.ts';
import { switchOn } from '#desk/delivery/switch-on.ts';
import { isSetUp, type System } from '#desk/delivery/wire.ts';
import type { Department } from '#desk/department.ts';
import { DeskError } from '#desk/errors.ts';
import { endpointsTable } from '../aws/endpoints-table.ts';
import { post } from '../aws/post.ts';
import { send } from '../aws/queues.ts';
import { systemOf } from '../aws/systems.ts';
import { table } from '../aws/the-table.ts';
import { keyName } from '../aws/webhook-secrets.ts';
import { deskWith } from '../desk.ts';
import { required } from '../environment.ts';
import type { Call } from './call.ts';
import { viewerOf } from './viewer.ts';

/** People see how it fares now, not a minute ago. */
const desk = deskWith(() => ({ endpoints: endpointsTable(table(), 0) }));

/** So many cases are read within one request. */
const MOST = 1000;

/** The department of a request, with who asks. Refuses `not-allowed` for all but its lead and the platform team. */
function asked({ event, path }: Call<unknown>): { department: Department; by: string } {
  const viewer = viewerOf(event);
  const department = desk().catalogue.departments.find(({ id }) => id === path.department);
  if (department === undefined || !department.hasSystem || !maySeeToSystem(viewer, department))
    throw new DeskError('not-allowed', 'there is no such endpoint, or it is not yours to see');
  return { department, by: viewer.sub };
}

const STATES = { closed: 'active', open: 'away', disabled: 'disabled' } as const;

async function shown(department: string, system: System, health: Health | undefined) {
  const uses = new Map((await desk().endpoints.keyUses(department)).map(({ key, usedAt }) => [key, usedAt]));
  return {
    department,
    state: isSetUp(system) ? STATES[health?.state ?? 'closed'] : ('pending' as const),
    ...(health !== undefined && { since: health.since }),
    ...(health?.until !== undefined && { nextCallAt: health.until }),
    ...(health?.state === 'open' && health.only !== undefined && { only: health.only }),
    ...(health?.by !== undefined && { switchedOnBy: health.by }),
    keys: system.secrets.map(keyName).map((key) => {
      const lastUsedAt = uses.get(key);
      return { key, ...(lastUsedAt !== undefined && { lastUsedAt }) };
    }),
  };
}

/** What the task of a request, or the time it names, leads to. Refuses `invalid` by field, `too-large`, `task-not-found`. */
async function refsOf(
  department: string,
  { taskRef, from, to }: { taskRef?: string; from?: string; to?: string },
): Promise<readonly string[]> {
  if (taskRef !== undefined) {
    const task = await desk().tasks.find(taskRef);
    if (!isWithSystem(task) || task.department !== department)
      throw new DeskError('task-not-found', 'the system is asked no such task');
    return [taskRef];
  }
  const [first = '', last = ''] = [from, to].map((at) => at && new Date(at).toISOString());
  if (first === '' || last < first) {
    const message = 'should be there with an end that is no sooner, or a taskRef instead';
    throw new DeskError('invalid', `from ${message}`, { faults: [{ pointer: '/from', message }] });
  }
  const refs: string[] = [];
  for await (const { ref } of withSystem(desk(), department, first, last))
    if (refs.push(ref) > MOST)
      throw new DeskError('too-large', `more than ${MOST} tasks: name a shorter time`);
  return refs;
}

/** What may be done with departments' own systems, by those who lead them and the platform team. */
export const ENDPOINTS = {
  showEndpoint: async (call: Call<undefined>) => {
    const { id } = asked(call).department;
    return shown(id, await systemOf(id), await desk().endpoints.find(id));
  },

  switchOnEndpoint: async (call: Call<undefined>) => {
    const { department, by } = asked(call);
    const health = await switchOn(desk(), { system: systemOf, post }, department, by);
    return shown(department.id, await systemOf(department.id), health);
  },

  redeliver: async (call: Call<{ taskRef?: string; from?: string; to?: string }>) => {
    const { id } = asked(call).department;
    if ((await desk().endpoints.find(id))?.state === 'disabled')
      throw new DeskError('endpoint-refused', 'the system is switched off: switch it on first');
    const refs = await refsOf(id, call.body);
    await send(
      required('WEBHOOK_QUEUE'),
      refs.map((ref) => ({ body: { redeliver: ref } })),
    );
    return { sent: refs.length };
  },
};
