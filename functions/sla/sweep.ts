import { LOOK_AHEAD_SECONDS } from '#desk/case/commit.ts';
import { table } from '../aws/the-table.ts';
import { dueUntil } from '../aws/wake-index.ts';
import { sendLater } from '../aws/wake-queues.ts';

/**
 * Every minute: what falls due within the look-ahead goes to the delay queue with its exact delay; what is overdue goes
 * at once (the repair: the index is the truth, the queue only makes it precise). Repeating is safe: a look re-decides.
 */
export const handler = async (): Promise<{ sent: number; overdue: number }> => {
  const now = Date.now();
  const due = await dueUntil(table(), new Date(now + LOOK_AHEAD_SECONDS * 1000).toISOString());
  await sendLater(due, now);
  // Later than a sweep's period and a half: its own message was lost or is late.
  const overdue = due.filter(({ wakeAt }) => Date.parse(wakeAt) < now - 90_000).length;
  if (overdue > 0) console.warn('wake-ups are overdue', { overdue });
  return { sent: due.length, overdue };
};
