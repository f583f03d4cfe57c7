import { isQuiet } from '#desk/case/quiet.ts';
import { departments } from '#statemachines/departments.ts';
import { casesTable } from '../aws/cases-table.ts';
import { table } from '../aws/the-table.ts';
import { measure } from '../shell/measure.ts';

/** Every so many minutes: often enough for a dashboard, and a fifth of what every minute would read. */
const EVERY_MINUTES = 5;

/** Tells each department's dashboard for how long the case that is due first has been overdue; zero when none is. */
export async function measureWaiting(now: number): Promise<void> {
  if (Math.floor(now / 60_000) % EVERY_MINUTES !== 0) return;
  const { listQueue } = casesTable(table());
  for (const { id, services } of departments) {
    // Nobody learns from a dashboard that somebody in distress waits; those who are called know.
    if (services.every(isQuiet)) continue;
    const { items } = await listQueue(id, 1);
    const late = now - Date.parse(items[0]?.dueAt ?? '');
    measure({ LongestOverdue: ['Seconds', late > 0 ? Math.floor(late / 1000) : 0] }, id);
  }
}
