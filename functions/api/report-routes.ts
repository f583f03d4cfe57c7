import * as z from 'zod/mini';
import { Opened } from './schemas.ts';

const Promises = z.object({
  items: z.array(
    z.object({
      department: z.string(),
      service: z.string(),
      priority: z.number(),
      promise: z.string(),
      kept: z.number(),
      broken: z.number(),
      /** Neither kept nor broken yet. */
      open: z.number(),
      /** Broken, and held against nobody: in no share. */
      excluded: z.number(),
      share: z.optional(z.number()),
      /** For those who may read the cases. */
      exclusions: z.optional(
        z.array(z.object({ caseId: z.string(), due: z.string(), reason: z.string(), approver: z.string() })),
      ),
    }),
  ),
  /** Confidential departments of which small numbers, and anything but whole months, are not told. */
  withheld: z.array(z.string()),
});

const Reason = z.strictObject({ reason: z.string().check(z.minLength(1), z.maxLength(1000)) });

/** The operations on what was promised. */
export const REPORT_ROUTES = [
  {
    operation: 'reportPromises',
    method: 'GET',
    path: '/reports/promises',
    summary:
      'How the promises of cases that came on these days were kept, by department, service and priority.',
    query: {
      from: 'The first day, like 2026-12-01.',
      to: 'The last day, at most 92 days in all.',
      department: 'Only this one.',
    },
    answer: Promises,
  },
  {
    operation: 'askExclusion',
    method: 'POST',
    path: '/cases/{caseId}/breaches/{clock}/exclusion',
    summary: 'Ask that a breach is held against nobody; it is until somebody else agrees.',
    body: Reason,
    answer: Opened,
    status: 202,
  },
  {
    operation: 'approveExclusion',
    method: 'POST',
    path: '/cases/{caseId}/breaches/{clock}/exclusion/approval',
    summary: 'Agree that a breach is held against nobody; one of the two has to lead the department.',
    answer: Opened,
  },
] as const;
