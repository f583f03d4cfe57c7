import { LOOK_AHEAD_SECONDS } from '../case/commit.ts';

/** Something whose time comes: a case to look at, or a delivery to try again. */
export type Waker = Readonly<{ kind: 'case' | 'delivery'; id: string; wakeAt: string }>;

/** What a sweep needs of the world. */
export type Wheel = Readonly<{
  now(): string;
  /** How many parts the index has; each is swept on its own. */
  shards: number;
  /**
   * The entries of one part whose time lies in [from, until), in order, page by page; without `from`, from the first on.
   * The index may show a write late.
   */
  due(shard: number, from: string | undefined, until: string): AsyncIterable<readonly Waker[]>;
  /** Hands wakers to the queues that hold them back until their moment, past ones at once. Throws if one was not taken. */
  send(wakers: readonly Waker[]): Promise<void>;
}>;

/** What a sweep remembers of each part: how far it has sent, and when it last looked for what was lost. */
export type Mark = Readonly<{ sentUntil: string; sweptAt: string }>;

/** What a sweep did, for the metric. */
export type Swept = Readonly<{
  sent: number;
  /** Entries later than their own message should have made them, and how late the latest of them is. */
  overdue: number;
  resent: number;
  latestSeconds: number;
}>;

/** Later than a sweep's period and a half: its own message was lost or is late (design: the repair pass). */
const OVERDUE_SECONDS = 90;

/** What stays overdue is sent again so often; more would bury a queue that is only slow. */
const AGAIN_SECONDS = 600;

const plus = (at: string, seconds: number) => new Date(Date.parse(at) + seconds * 1000).toISOString();

/**
 * One sweep of one part: sends what falls due within the look-ahead and was not sent before, then what is overdue and
 * was last sent long enough ago (the repair). The mark moves only past what was sent, so what lies behind it was sent or
 * is seen by the repair (S2). Without a mark everything is sent; repeating is safe, a look decides anew.
 */
export async function sweepShard(
  wheel: Wheel,
  shard: number,
  before: Mark | undefined,
): Promise<Swept & Readonly<{ mark: Mark }>> {
  const now = wheel.now();
  const until = plus(now, LOOK_AHEAD_SECONDS);
  let sent = 0;
  for await (const page of wheel.due(shard, before?.sentUntil, until)) {
    await wheel.send(page);
    sent += page.length;
  }
  const repaired = before === undefined ? NOTHING : await repair(wheel, shard, before, now);
  // A machine whose clock is behind does not take back what was sent.
  const sentUntil = before !== undefined && before.sentUntil > until ? before.sentUntil : until;
  return { sent, ...repaired, mark: { sentUntil, sweptAt: now } };
}

const NOTHING = { overdue: 0, resent: 0, latestSeconds: 0 };

/** Sends again what should have been looked at by now and was not: the index is the truth, the queue only makes it precise. */
async function repair(wheel: Wheel, shard: number, { sentUntil, sweptAt }: Mark, now: string) {
  const found = { ...NOTHING };
  const earlier = Date.parse(sweptAt);
  for await (const page of wheel.due(shard, undefined, plus(now, -OVERDUE_SECONDS))) {
    const lost = page.filter(({ wakeAt }) => {
      // What this very sweep has sent as new is not lost.
      if (wakeAt >= sentUntil) return false;
      return timesSent(wakeAt, Date.parse(now)) > timesSent(wakeAt, earlier);
    });
    await wheel.send(lost);
    found.overdue += page.length;
    found.resent += lost.length;
    const [first] = page;
    if (first !== undefined)
      found.latestSeconds = Math.max(
        found.latestSeconds,
        (Date.parse(now) - Date.parse(first.wakeAt)) / 1000,
      );
  }
  return found;
}

/** How often the repair should have sent an entry by an instant: once when it is overdue, then every ten minutes. */
const timesSent = (wakeAt: string, at: number): number =>
  Math.max(0, Math.floor((at - Date.parse(wakeAt) - OVERDUE_SECONDS * 1000) / (AGAIN_SECONDS * 1000)) + 1);

/** Sweeps every part. One that fails leaves its mark where it was and the others go on; then the failure is thrown. */
export async function sweep(wheel: Wheel, marks: Map<number, Mark>): Promise<Swept> {
  const parts = await Promise.allSettled(
    Array.from({ length: wheel.shards }, async (_, shard) => {
      const { mark, ...swept } = await sweepShard(wheel, shard, marks.get(shard));
      marks.set(shard, mark);
      return swept;
    }),
  );
  const failed = parts.find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
  return parts.reduce<Swept>(
    (all, part) =>
      part.status === 'rejected'
        ? all
        : {
            sent: all.sent + part.value.sent,
            overdue: all.overdue + part.value.overdue,
            resent: all.resent + part.value.resent,
            latestSeconds: Math.max(all.latestSeconds, part.value.latestSeconds),
          },
    { sent: 0, overdue: 0, resent: 0, latestSeconds: 0 },
  );
}
