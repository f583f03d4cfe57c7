import { type Mark, type Swept, sweep, type Wheel } from '#desk/sla/sweep.ts';
import { WAKE_SHARDS } from '../aws/cases-keys.ts';
import { table } from '../aws/the-table.ts';
import { dueIn } from '../aws/wake-index.ts';
import { sendLater } from '../aws/wake-queues.ts';
import { measure } from '../shell/measure.ts';
import { measureWaiting } from './measure-waiting.ts';

const wheel: Wheel = {
  now: () => new Date().toISOString(),
  shards: WAKE_SHARDS,
  due: (shard, from, until) => dueIn(table(), shard, from, until),
  send: (wakers) => sendLater(wakers, Date.now()),
};

/**
 * How far this container has sent. It needs no table: a new container sends once more what an old one has sent, which a
 * look makes harmless, and writes nothing a minute for the rest of its life.
 */
const marks = new Map<number, Mark>();

/**
 * Every minute: what falls due within the look-ahead goes to the delay queue with its exact delay; what is overdue goes
 * at once (the repair: the index is the truth, the queue only makes it precise). Repeating is safe: a look re-decides.
 */
export const handler = async (): Promise<Swept> => {
  const swept = await sweep(wheel, marks);
  measure({
    WakeUpsSent: ['Count', swept.sent],
    WakeUpsOverdue: ['Count', swept.overdue],
    WakeUpsResent: ['Count', swept.resent],
    WakeUpLateness: ['Seconds', swept.latestSeconds],
  });
  await measureWaiting(Date.now());
  return swept;
};
