import * as z from 'zod/mini';

const Shown = z.object({ name: z.string(), bytes: z.number(), url: z.string(), expiresAt: z.string() });
const Decision = z.strictObject({ decision: z.enum(['release', 'refuse']) });

/** The operations on files of cases. */
export const FILE_ROUTES = [
  {
    operation: 'showFile',
    method: 'GET',
    path: '/cases/{caseId}/attachments/{n}',
    summary: 'A link to a file of a case, for two minutes; only after it was found clean.',
    answer: Shown,
  },
  {
    operation: 'decideOnFile',
    method: 'POST',
    path: '/cases/{caseId}/attachments/{n}/decision',
    summary: 'Release or refuse a file that could not be looked at for viruses.',
    body: Decision,
    answer: z.object({ n: z.string(), state: z.string() }),
  },
] as const;
