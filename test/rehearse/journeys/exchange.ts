import type { System } from '#test/journeys/driver/system.ts';
import type { Outside } from '../outside.ts';
import type { Report } from '../report.ts';
import { same } from './must.ts';

/** An exchange of a device: three tasks of the department's system, one after the other. */
export async function deviceExchange(desk: Outside, it: System, report: Report): Promise<void> {
  await report.step('a process asks its system three times, and is done', async () => {
    const from = 'eve@corp.example';
    const found = await desk.opens(
      from,
      'Lease',
      'The lease of my notebook ends, please exchange the device.',
    );
    same('the service', found.service, 'lease-exchange');
    const asked: string[] = [];
    for (const place of [1, 2, 3]) {
      const task = await it.next(from, place);
      asked.push(String(task.data.task));
      const { status } = await it.call(desk.reach(task.body.callbackUrl), { outcome: 'completed' });
      same('the answer to the callback', status, 202);
    }
    await desk.reaches(found.caseId, 'is done', ({ outcome }) => outcome === 'done');
    return asked.join(', ');
  });
}
