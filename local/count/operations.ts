/** What one kind of request came to: who made it, of which service, about what. */
export interface Operation {
  /** The function that asked, or `feed` for what reads queues and streams on behalf of functions. */
  readonly by: string;
  readonly service: string;
  readonly action: string;
  /** The kind of row or the index, the queue, the bucket. */
  readonly about: string;
  readonly count: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** DynamoDB's units, as AWS bills them: written to tables, written to their indexes, read. */
  readonly writeUnits: number;
  readonly indexWriteUnits: number;
  readonly readUnits: number;
  /** The units DynamoDB Local itself reports, beside ours. */
  readonly reportedUnits: number;
  /** The largest item written, or the most bytes read at once. */
  readonly largest: number;
}

const NOTHING = {
  count: 0,
  requestBytes: 0,
  responseBytes: 0,
  writeUnits: 0,
  indexWriteUnits: 0,
  readUnits: 0,
  reportedUnits: 0,
  largest: 0,
};

/** Amounts of an operation; what is not said is nothing. */
export type Amounts = Partial<Record<keyof typeof NOTHING, number>>;

type Name = Pick<Operation, 'by' | 'service' | 'action' | 'about'>;

/** Everything that was asked since the start, added up. */
export interface Operations {
  add(name: Name, amounts: Amounts): void;
  list(): Operation[];
}

function sumOf(one: typeof NOTHING, { largest = 0, ...more }: Amounts): typeof NOTHING {
  const sum = { ...one, largest: Math.max(one.largest, largest) };
  for (const [name, amount] of Object.entries(more)) sum[name as keyof typeof NOTHING] += amount;
  return sum;
}

/** A sum of operations that begins at nothing. */
export function openOperations(): Operations {
  const sums = new Map<string, Operation>();
  return {
    add: (name, amounts) => {
      const key = JSON.stringify(name);
      sums.set(key, { ...name, ...sumOf(sums.get(key) ?? NOTHING, amounts) });
    },
    list: () => [...sums.values()],
  };
}

/** The same by service and action alone. */
export function byAction(operations: readonly Operation[]): Record<string, typeof NOTHING> {
  const sums: Record<string, typeof NOTHING> = {};
  for (const { by: _by, about: _about, service, action, ...amounts } of operations) {
    const key = `${service} ${action}`;
    sums[key] = sumOf(sums[key] ?? NOTHING, amounts);
  }
  return sums;
}

/** Who asks: every container names its function to the SDK, which puts it into the user agent. */
export function askedBy(headers: Readonly<Record<string, string | string[] | undefined>>): string {
  const agent = `${headers['user-agent'] ?? ''} ${headers['x-amz-user-agent'] ?? ''}`;
  return /(?:^| )app\/(\S+)/.exec(agent)?.[1] ?? 'feed';
}
