/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    between: (low: number, high: number): number => low + below(high - low + 1),
    chance: (of: number): boolean => next() < of,
    pick: <T>(from: readonly [T, ...T[]]): T => from[below(from.length)] ?? from[0],
  };
}

export type Random = ReturnType<typeof randomOf>;
