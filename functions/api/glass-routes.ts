import * as z from 'zod/mini';

const Wish = z.strictObject({
  caseId: z.string().check(z.regex(/^[0-9a-z]{1,40}$/)),
  /** What happened and when, or that with the words. Files, facts and other cases are never shown. */
  what: z.enum(['history', 'words']),
  hours: z.int().check(z.gte(1), z.lte(24)),
  reason: z.string().check(z.minLength(10), z.maxLength(1000)),
  /** The mail address of whoever is to agree. */
  second: z.string().check(z.regex(/^[^\s@]+@[^\s@]+$/), z.maxLength(254)),
});

const Receipt = z.object({ grant: z.string(), status: z.enum(['asked', 'agreed']), until: z.string() });

const Shown = z.looseObject({
  caseId: z.string(),
  reference: z.string(),
  until: z.string(),
  history: z.array(z.looseObject({ type: z.string(), at: z.string() })),
});

/** The operations by which two people of two lines open a case for one of them, for reading (row 28). */
export const GLASS_ROUTES = [
  {
    operation: 'askThroughGlass',
    method: 'POST',
    path: '/break-glass',
    summary:
      'Ask to read a case that is not yours to see: why, how long, and who is to agree. Its people are told; whether there is such a case, the answer does not say.',
    body: Wish,
    answer: Receipt,
    status: 202,
  },
  {
    operation: 'agreeToGlass',
    method: 'POST',
    path: '/break-glass/{grant}/agreement',
    summary:
      'Agree that somebody of another line reads a case; in distress only for the lead of those who listen.',
    answer: Receipt,
  },
  {
    operation: 'readThroughGlass',
    method: 'GET',
    path: '/break-glass/{grant}',
    summary: 'Read what you asked for, as long as it was agreed; that you did is written down first.',
    answer: Shown,
  },
] as const;
