import * as z from 'zod/mini';

export const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
/** What stands on one line wherever it is shown, also in the header of a mail. */
export const line = (most: number) =>
  text(most).check(z.regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'should be one line, without control characters'));
export const Address = z.string().check(z.email(), z.maxLength(254));

export const Services = z.object({
  items: z.array(
    z.object({
      service: z.string(),
      department: z.string(),
      title: z.string(),
      description: z.string(),
      kind: z.string(),
      fields: z.record(z.string(), z.unknown()),
    }),
  ),
});

export const NewMessage = z.strictObject({
  text: text(100_000),
  visibility: z.optional(z.enum(['public', 'internal'])),
  waitForReply: z.optional(z.boolean()),
});

export const TaskAnswer = z.strictObject({
  outcome: text(40),
  comment: z.optional(z.string().check(z.maxLength(2000))),
  fields: z.optional(z.record(z.string(), z.string())),
});

/** Both, or neither to confirm what the first line was proposed. */
/** What another department reads of a confidential case that is handed over, or why it may read all of it (row 28). */
const Leaving = { handOver: z.optional(text(5000)), release: z.optional(text(1000)) };

export const Place = z.strictObject({
  department: z.optional(text(40)),
  service: z.optional(text(60)),
  ...Leaving,
});

export const Resolve = z.strictObject({
  outcome: text(40),
  text: z.optional(z.string().check(z.maxLength(5000))),
});

/** Why it is cancelled, in words for the requester. */
export const Cancel = z.strictObject({ reason: text(1000) });

export const Expedite = z.strictObject({
  reason: text(1000),
  /** 1 is the most urgent; it has to be more urgent than now. */
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
});

export const Escalate = z.strictObject({
  type: z.enum(['functional', 'hierarchical']),
  /** A group of the department by role, `sponsor`, or for a hand-over elsewhere `department/service`. */
  to: text(120),
  reason: text(1000),
  ...Leaving,
});

export const Words = z.strictObject({
  subject: z.string().check(z.maxLength(200)),
  text: z.string().check(z.maxLength(100_000)),
});

export const Person = z.strictObject({
  name: z.optional(text(200)),
  manager: z.optional(Address),
  location: z.optional(text(100)),
});

/** From one day to another, both included. */
export const NewDelegation = z.strictObject({ to: Address, from: line(10), until: line(10) });

export const NewFacts = z.record(z.string().check(z.regex(/^[a-z][A-Za-z0-9]{0,39}$/)), line(200));

export const Opened = z.object({
  caseId: z.string(),
  reference: z.string(),
  department: z.optional(z.string()),
  service: z.optional(z.string()),
  status: z.string(),
});

const Page = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), cursor: z.optional(z.string()) });

export const Queue = Page(
  z.object({
    caseId: z.string(),
    reference: z.string(),
    priority: z.number(),
    stage: z.string(),
    dueAt: z.string(),
    assignee: z.optional(z.string()),
  }),
);

export const Ledger = Page(
  z.object({
    at: z.string(),
    messageId: z.optional(z.string()),
    class: z.string(),
    cause: z.optional(z.string()),
    caseId: z.optional(z.string()),
    /** Where the raw mail lies in the mail bucket. */
    raw: z.optional(z.string()),
  }),
);

/** Metadata alone: whoever lets a mail in has heard of it from its sender. */
export const Suspended = Page(
  z.object({
    id: z.string(),
    at: z.string(),
    cause: z.string(),
    messageId: z.optional(z.string()),
    /** Absent where it cannot be let in at all. */
    recoverableUntil: z.optional(z.string()),
  }),
);

/** Why it is let in; kept with who said so. */
export const Release = z.strictObject({ reason: text(1000) });

export const ReleasedMail = z.object({
  id: z.string(),
  class: z.string(),
  caseId: z.optional(z.string()),
  arrivedAt: z.string(),
  suspendedFor: z.string(),
  releasedBy: z.string(),
  releasedAt: z.string(),
  reason: z.string(),
});

export const ShownCase = z.looseObject({
  caseId: z.string(),
  reference: z.string(),
  status: z.enum(['open', 'waiting', 'resolved', 'closed']),
  stage: z.string(),
  department: z.optional(z.string()),
  history: z.array(z.looseObject({ type: z.string(), at: z.string() })),
});

export const Explained = z.looseObject({
  routing: z.looseObject({ reason: z.string() }),
  clocks: z.record(z.string(), z.unknown()),
});

export const Receipt = z.object({
  status: z.enum(['accepted', 'alreadyAnswered']),
  outcome: z.string(),
  at: z.string(),
});

export const Problem = z.object({
  code: z.string(),
  message: z.string(),
  faults: z.optional(z.array(z.object({ pointer: z.string(), message: z.string() }))),
});
