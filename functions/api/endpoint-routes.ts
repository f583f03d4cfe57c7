import * as z from 'zod/mini';

const Endpoint = z.object({
  department: z.string(),
  /** `pending` has no address yet, `away` is called now and then, `disabled` is called by nobody. */
  state: z.enum(['pending', 'active', 'away', 'disabled']),
  since: z.optional(z.string()),
  /** When it is called next, while it is away. */
  nextCallAt: z.optional(z.string()),
  /** The one delivery that fails while others pass. */
  only: z.optional(z.string()),
  switchedOnBy: z.optional(z.string()),
  /** The keys that are valid, by a part of their SHA-256; when each signed last is known while there are several. */
  keys: z.array(z.object({ key: z.string(), lastUsedAt: z.optional(z.string()) })),
});

const instant = z.iso.datetime({ offset: true, error: 'should be an instant like 2026-12-31T08:00:00Z' });

/** One task, or all that the system was asked between two moments and has not answered. */
const Redelivery = z.strictObject({
  taskRef: z.optional(z.string().check(z.regex(/^[0-9a-z]{1,40}$/))),
  from: z.optional(instant),
  to: z.optional(instant),
});

/** The operations on departments' own systems. */
export const ENDPOINT_ROUTES = [
  {
    operation: 'showEndpoint',
    method: 'GET',
    path: '/departments/{department}/endpoint',
    summary:
      "How calls to a department's system go, and when its keys were used last; for its lead and the platform team.",
    answer: Endpoint,
  },
  {
    operation: 'switchOnEndpoint',
    method: 'POST',
    path: '/departments/{department}/endpoint/activation',
    summary: "Switch a department's system on again; it is called first and has to answer.",
    answer: Endpoint,
  },
  {
    operation: 'redeliver',
    method: 'POST',
    path: '/departments/{department}/endpoint/redeliveries',
    summary:
      'Send tasks to the system again that it has not answered: one, or those asked between two moments.',
    body: Redelivery,
    answer: z.object({ sent: z.number() }),
    status: 202,
  },
] as const;
