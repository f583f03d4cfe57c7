import * as z from 'zod/mini';

const word = z.string().check(z.minLength(1), z.maxLength(60));

/** The operations on people who were helped on the spot. */
export const INTERACTION_ROUTES = [
  {
    operation: 'logInteraction',
    method: 'POST',
    path: '/interactions',
    summary: 'Write down that somebody was helped on the spot; no case is opened.',
    headers: { 'idempotency-key': 'The same key counts once.' },
    body: z.strictObject({
      department: word,
      /** A service of the department, like `workplace-incident`. */
      topic: word,
      channel: z.enum(['phone', 'walkup', 'chat']),
      outcome: z.literal('resolved-at-contact'),
    }),
    answer: z.object({ status: z.literal('counted') }),
    status: 201,
  },
  {
    operation: 'countInteractions',
    method: 'GET',
    path: '/interactions',
    summary: 'How many people a department helped on the spot on one day, by topic.',
    query: { department: 'Whose; it has to be yours.', day: 'Like 2026-12-31; today unless said.' },
    answer: z.object({
      department: z.string(),
      day: z.string(),
      total: z.number(),
      topics: z.array(z.object({ topic: z.string(), count: z.number() })),
    }),
  },
] as const;
