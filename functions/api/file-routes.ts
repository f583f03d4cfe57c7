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

/** The operations that hand out files of cases, and a case as a file. */
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
] as const;
