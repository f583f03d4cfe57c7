/** What one kind of request came to: who made it, of which service, about what. */
export interface Operation {
  /** The function that asked, or `feed` for what reads queues and streams on behalf of functions. */
  readonly by: string;
  readonly service: string;
  readonly action: string;
  /** The kind of row or index, the queue, the bucket. */
  readonly about: string;
  readonly requests: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** The largest item written or read, in bytes. */
  readonly largest: number;
}

type Asked = Pick<Operation, 'by' | 'service' | 'action' | 'about'> & Partial<Operation>;

/** Everything that was asked since the start, added up. */
export interface Operations {
  add(asked: Asked): void;
  list(): Operation[];
}

/** A sum of operations that begins at nothing. */
export function openOperations(): Operations {
  const sums = new Map<string, Operation>();
  return {
    add: ({ by, service, action, about, requests = 1, writeUnits = 0, readUnits = 0, largest = 0 }) => {
      const key = JSON.stringify([by, service, action, about]);
      const sum = sums.get(key) ?? { requests: 0, writeUnits: 0, readUnits: 0, largest: 0 };
      sums.set(key, {
        by,
        service,
        action,
        about,
        requests: sum.requests + requests,
        writeUnits: sum.writeUnits + writeUnits,
        readUnits: sum.readUnits + readUnits,
        largest: Math.max(sum.largest, largest),
      });
    },
    list: () => [...sums.values()],
  };
}

/** Who asks: every container names its function to the SDK, which puts it into the user agent. */
export const askedBy = (userAgent: string | undefined): string =>
  / app\/(\S+)/.exec(` ${userAgent ?? ''}`)?.[1] ?? 'feed';
