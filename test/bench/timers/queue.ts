import type { Random } from '#test/desk/sla/simulation/random.ts';

/** The delay queue in memory, second by second: a message comes at least once, in no order. */
export function delayQueue(random: Random, duplicates: number) {
  const seconds = new Map<number, number[]>();
  const counted = { sent: 0, repeated: 0 };
  const put = (second: number, entry: number) => {
    const bucket = seconds.get(second);
    if (bucket === undefined) seconds.set(second, [entry]);
    else bucket.push(entry);
  };
  return {
    counted,
    send(entry: number, now: number, delaySeconds: number): void {
      const visible = Math.floor(now / 1000) + Math.max(0, Math.min(900, Math.ceil(delaySeconds)));
      counted.sent++;
      put(visible, entry);
      if (!random.chance(duplicates)) return;
      counted.repeated++;
      put(visible + random.below(30), entry);
    },
    /** The messages of one second; taking them takes them away. */
    take(second: number): readonly number[] {
      const found = seconds.get(second) ?? [];
      seconds.delete(second);
      for (let left = found.length - 1; left > 0; left--) {
        const other = random.below(left + 1);
        [found[left], found[other]] = [found[other] ?? 0, found[left] ?? 0];
      }
      return found;
    },
  };
}
