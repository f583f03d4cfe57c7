/** What the dashboards multiply counts with: list prices in dollars, us-east-1, August 2026. An estimate, no bill. */
export const PRICES = {
  transition: 25 / 1e6,
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  queueRequest: 0.4 / 1e6,
  invocation: 0.2 / 1e6,
  /** Half a gigabyte on arm64 for a millisecond. */
  halfGigabyteMillisecond: (0.0000133 / 1000) * 0.5,
  mail: 0.1 / 1000,
} as const;

/** State transitions a case may take at most (budget): a process tells how many it starts, not how many states it passes. */
export const TRANSITIONS_A_CASE = 7;
