import * as z from 'zod/mini';

const Said = z.object({ stage: z.string(), kind: z.optional(z.string()) });
const Ball = z.object({
  holder: z.enum(['you', 'us', 'department', 'date', 'nobody']),
  who: z.array(z.string()),
  until: z.optional(z.string()),
  label: z.string(),
});

/** Where a case stands; of a case of somebody in distress there is its number and its stage, and nothing else. */
const Status = z.object({
  caseId: z.string(),
  reference: z.string(),
  status: z.string(),
  stage: z.string(),
  label: z.extend(Said, { department: z.optional(z.string()), service: z.optional(z.string()) }),
  contact: z.optional(z.string()),
  ball: z.optional(Ball),
  asks: z.array(
    z.object({ topic: z.string(), since: z.string(), until: z.optional(z.string()), label: z.string() }),
  ),
  answered: z.array(z.object({ topic: z.string(), answer: z.optional(z.string()) })),
  outstanding: z.array(z.object({ who: z.string(), since: z.string(), label: z.string() })),
  promises: z.array(
    z.object({ label: z.string(), due: z.optional(z.string()), late: z.optional(z.boolean()) }),
  ),
  parts: z.array(
    z.object({ reference: z.string(), department: z.string(), stage: z.string(), over: z.boolean() }),
  ),
  history: z.array(z.object({ at: z.string(), on: z.string(), label: z.string() })),
});

/** The operation that says where a case stands. */
export const STATUS_ROUTES = [
  {
    operation: 'showStatus',
    method: 'GET',
    path: '/cases/{caseId}/status',
    summary:
      'Where a case stands, in words for whoever asked: whose turn it is, what is missing, what was promised.',
    answer: Status,
  },
] as const;
