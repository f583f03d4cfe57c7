import * as z from 'zod/mini';

const Shown = z.object({ name: z.string(), bytes: z.number(), url: z.string(), expiresAt: z.string() });
const Evidence = z.looseObject({
  exportedAt: z.string(),
  decisions: z.array(
    z.looseObject({ taskRef: z.string(), state: z.string(), of: z.string(), end: z.string() }),
  ),
  documents: z.array(z.looseObject({ name: z.string(), sha256: z.optional(z.string()) })),
  history: z.array(z.looseObject({ type: z.string(), at: z.string() })),
  seals: z.array(z.object({ version: z.number(), seal: z.string() })),
});
const Decision = z.strictObject({ decision: z.enum(['release', 'refuse']) });

const Original = z.object({
  /** Every word, also what was quoted and signed; of a mail that has only a page, the words of the page. */
  text: z.string(),
  /** Who it says wrote it, to whom and when, and what was found about that; none where it came by no mail. */
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  mail: z.optional(z.object({ url: z.string(), expiresAt: z.string() })),
  /** Why there is no link to the mail: a file of it is not to be had. */
  withheld: z.optional(z.string()),
});

/** The operations that hand out files of cases, a case as a file, and messages as they came. */
export const FILE_ROUTES = [
  {
    operation: 'exportEvidence',
    method: 'GET',
    path: '/cases/{caseId}/evidence',
    summary:
      'All an auditor asks of a case in one document: decisions, documents by their hash, the history, sealed.',
    answer: Evidence,
  },
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
  {
    operation: 'showOriginal',
    method: 'GET',
    path: '/cases/{caseId}/messages/{n}/original',
    summary:
      'A message as it came: its whole text, who it says wrote it, and the mail by a link for two minutes.',
    answer: Original,
  },
] as const;
