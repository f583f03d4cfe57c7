/** What one reference case may use, and what it may cost; the limits are ours, the prices are list prices in us-east-1. */
export const BUDGETS = {
  transitions: 7,
  writeUnits: 90,
  readUnits: 60,
  invocations: 45,
  queueRequests: 35,
  logBytes: 25 * 1024,
  dollars: 0.4,
  dollarsWithMail: 1.1,
} as const;

/** A line of the budget. */
export type Line = keyof typeof BUDGETS;

/** What is counted of a case and multiplied with a price. */
export type Counted = Readonly<
  Record<Exclude<Line, 'dollars' | 'dollarsWithMail'>, number> & { apiRequests: number; mails: number }
>;

const MILLION = 1_000_000;

/** Dollars each. */
const PRICE = {
  transitions: 25 / MILLION,
  writeUnits: 0.625 / MILLION,
  readUnits: 0.125 / MILLION,
  queueRequests: 0.4 / MILLION,
  invocations: 0.2 / MILLION,
  apiRequests: 1 / MILLION,
} as const;

const GIGABYTE_SECOND = 0.0000133;
const MAIL = 0.1 / 1000;

/** Time is not counted, so it is assumed: each invocation runs for a tenth of a second in half a gigabyte. */
const GIGABYTE_SECONDS_EACH = 0.1 * 0.5;

/** What 1,000 such cases cost, by service. */
export function dollarsOf(counted: Counted): Record<string, number> {
  const each = Object.entries(PRICE).map(([name, price]) => [
    name,
    counted[name as keyof typeof PRICE] * price * 1000,
  ]);
  return {
    ...Object.fromEntries(each),
    computing: counted.invocations * GIGABYTE_SECONDS_EACH * GIGABYTE_SECOND * 1000,
    mail: counted.mails * MAIL * 1000,
  };
}

/** Every line of the budget with what was counted for it. */
export function linesOf(counted: Counted): Record<Line, number> {
  const { mail = 0, ...rest } = dollarsOf(counted);
  const dollars = Object.values(rest).reduce((sum, one) => sum + one, 0);
  const { transitions, writeUnits, readUnits, invocations, queueRequests, logBytes } = counted;
  return {
    transitions,
    writeUnits,
    readUnits,
    invocations,
    queueRequests,
    logBytes,
    dollars,
    dollarsWithMail: dollars + mail,
  };
}
