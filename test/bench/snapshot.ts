import type { Operation } from '#local/count/operations.ts';
import type { Counters } from '#local/counters.ts';

/** Everything the desk had counted at one moment. */
export interface Snapshot {
  readonly functions: Counters['functions'];
  readonly operations: readonly Operation[];
}

/** What one function did in a span of time. */
export type Ran = Readonly<{ invocations: number; logBytes: number }>;

/** What happened between two moments. */
export interface Span {
  readonly functions: Readonly<Record<string, Ran>>;
  readonly operations: readonly Operation[];
}

const nameOf = ({ by, service, action, about }: Operation) => JSON.stringify([by, service, action, about]);

/** What a desk does by itself every minute, whether there are cases or not. */
const STANDING = /-sweep$/;

const AMOUNTS = [
  'count',
  'requestBytes',
  'responseBytes',
  'writeUnits',
  'indexWriteUnits',
  'readUnits',
  'reportedUnits',
] as const;

/** What happened between two moments because of cases: what the minute's sweep does is standing cost and left out. */
export function between(before: Snapshot, after: Snapshot): Span {
  const old = new Map(before.operations.map((one) => [nameOf(one), one]));
  const operations = after.operations
    .filter(({ by }) => !STANDING.test(by))
    .map((one) => {
      const less = old.get(nameOf(one));
      const amounts = AMOUNTS.map((name) => [name, one[name] - (less?.[name] ?? 0)]);
      return { ...one, ...(Object.fromEntries(amounts) as Record<(typeof AMOUNTS)[number], number>) };
    })
    .filter((one) => AMOUNTS.some((name) => one[name] !== 0));
  const functions = Object.entries(after.functions).flatMap(([name, now]) => {
    const invocations = now.invocations - (before.functions[name]?.invocations ?? 0);
    const logBytes = now.logBytes - (before.functions[name]?.logBytes ?? 0);
    return invocations === 0 || STANDING.test(name) ? [] : [[name, { invocations, logBytes }] as const];
  });
  return {
    functions: Object.fromEntries(functions),
    operations,
  };
}

/** A sum over some operations. */
export const sum = (
  operations: readonly Operation[],
  amount: (typeof AMOUNTS)[number],
  of: (one: Operation) => boolean = () => true,
): number => operations.filter(of).reduce((total, one) => total + one[amount], 0);

/** Requests to queues as they are billed: what was sent, received and deleted; receiving nothing belongs to no case. */
export const queueRequests = (operations: readonly Operation[]): number =>
  sum(
    operations,
    'count',
    ({ service, action }) => service === 'sqs' && action !== 'ReceiveMessage (nothing)',
  );
