import * as z from 'zod/mini';
import { DeskError } from '#desk/errors.ts';

/** What a system says of a task: how it ended or that it is being worked on. Further fields are kept, not refused (W13). */
const Callback = z.looseObject({
  outcome: z.string().check(z.minLength(1), z.maxLength(40)),
  comment: z.optional(z.string().check(z.maxLength(2000))),
  fields: z.optional(z.record(z.string(), z.unknown())),
});

const invalid = (faults: readonly { pointer: string; message: string }[], cause?: unknown) =>
  new DeskError(
    'invalid',
    faults.map(({ pointer, message }) => `${pointer || 'the body'} ${message}`).join('; '),
    { faults, cause },
  );

/** Reads a callback's body. Refuses `invalid` with a pointer to each field that is wrong (W13). */
export function readCallback(raw: Uint8Array): {
  outcome: string;
  comment?: string;
  fields: Record<string, unknown>;
} {
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(raw).toString('utf8'));
  } catch (cause) {
    throw invalid([{ pointer: '', message: 'is no JSON' }], cause);
  }
  const read = Callback.safeParse(body);
  if (!read.success) {
    throw invalid(read.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, message })));
  }
  const { outcome, comment, fields = {}, ...extra } = read.data;
  return { outcome, ...(comment !== undefined && { comment }), fields: { ...extra, ...fields } };
}
