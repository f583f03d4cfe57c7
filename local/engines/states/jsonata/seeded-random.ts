const MULTIPLIER = 0x5deece66dn;
const MASK = (1n << 48n) - 1n;

/** A number in [0, 1) that is always the same for a seed: the first double of Java's generator, as the service draws it. */
export function seededRandom(seed: number): number {
  let state = (BigInt(Math.trunc(seed)) ^ MULTIPLIER) & MASK;
  const bits = (count: bigint) => {
    state = (state * MULTIPLIER + 0xbn) & MASK;
    return state >> (48n - count);
  };
  const high = bits(26n) << 27n;
  return Number(high + bits(27n)) / 2 ** 53;
}
