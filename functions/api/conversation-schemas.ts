import * as z from 'zod/mini';
import { LINKS } from '#desk/case/conversation.ts';

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));

export const Merge = z.strictObject({
  /** The id or the reference of the case that goes on. */
  into: text(40),
  /** Has to be said where the two were asked by different people. */
  differentRequesters: z.optional(z.boolean()),
});

export const Split = z.strictObject({
  /** Where the words of each lie, as the history says in `body`. */
  messages: z.array(text(200)).check(z.minLength(1), z.maxLength(50)),
  subject: text(200).check(
    z.regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'should be one line, without control characters'),
  ),
  department: z.optional(text(40)),
  service: z.optional(text(60)),
  retroactive: z.optional(z.boolean()),
});

export const NewLink = z.strictObject({
  to: text(40),
  as: z.enum(Object.keys(LINKS) as [keyof typeof LINKS, ...(keyof typeof LINKS)[]]),
});

export const Hold = z.strictObject({
  reason: text(500),
  until: text(40),
  cause: z.optional(z.enum(['on-hold', 'scheduled-start'])),
});

const Other = z.object({ caseId: z.string(), reference: z.string(), status: z.string() });

export const Links = z.looseObject({
  links: z.array(z.looseObject({ as: z.string(), caseId: z.string() })),
  merged: z.array(Other),
});
