import * as z from 'zod/mini';
import { mapped } from '#desk/delivery/mapping.ts';
import { DeskError } from '#desk/errors.ts';
import { faultsOf } from '../shell/faults.ts';

/** What a system says of a task: how it ended or that it is being worked on. Further fields are kept, not refused (W13). */
const Shape = z.looseObject({
  outcome: z.string().check(z.minLength(1), z.maxLength(40)),
  comment: z.optional(z.string().check(z.maxLength(2000))),
  fields: z.optional(z.record(z.string(), z.unknown())),
});

/** The process engine and our own readers descend only so far; what nests deeper is no answer to a question of ours. */
const DEEPEST = 32;

const deeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => deeper(inner, levels - 1)));

const invalid = (faults: readonly { pointer: string; message: string }[], cause?: unknown) =>
  new DeskError(
    'invalid',
    faults.map(({ pointer, message }) => `${pointer || 'the body'} ${message}`).join('; '),
    { faults, cause },
  );

function checkDepth(body: unknown): void {
  if (deeper(body, DEEPEST))
    throw invalid([{ pointer: '', message: `nests more than ${DEEPEST} levels deep` }]);
}

/** What a callback says. */
export type Callback = Readonly<{ outcome: string; comment?: string; fields: Record<string, unknown> }>;

/**
 * Reads a callback's body, through the department's mapping where it has one. Refuses `invalid` with a pointer to each
 * field that is wrong (W13): where a mapping made it, a field of what was made.
 */
export async function readCallback(raw: Uint8Array, mapping?: string): Promise<Callback> {
  let body: unknown;
  try {
    body = JSON.parse(Buffer.from(raw).toString('utf8'));
  } catch (cause) {
    throw invalid([{ pointer: '', message: 'is no JSON' }], cause);
  }
  checkDepth(body);
  const said = mapping === undefined ? body : await mapped(mapping, body);
  checkDepth(said);
  const read = Shape.safeParse(said);
  if (!read.success) {
    throw invalid(faultsOf(read.error.issues));
  }
  const { outcome, comment, fields = {}, ...extra } = read.data;
  return { outcome, ...(comment !== undefined && { comment }), fields: { ...extra, ...fields } };
}
