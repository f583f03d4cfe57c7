import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DeskError } from '#desk/errors.ts';
import { rawBody } from '../shell/http.ts';

/** The most that the files of a form may have, in bytes: a function is called with 6 MB at most, in which a file takes four thirds. */
export const LARGEST_FILES = 4 * 1024 * 1024;

/** The most that its words may have, in bytes. */
const LARGEST_WORDS = 64 * 1024;

/** A form as it was filled in: its fields, the words of files that were sent before it, and files that are in it. */
export type FilledIn = Readonly<{
  given: Readonly<Record<string, string>>;
  announced: readonly string[];
  files: readonly File[];
}>;

/** Files that were sent before the form say so in fields of this name. */
const ANNOUNCED = 'attachments';

function checkWords(bytes: number): void {
  if (bytes <= LARGEST_WORDS) return;
  const message = 'What you wrote is longer than a form takes.';
  throw new DeskError('too-large', message, { faults: [{ pointer: '/text', message }] });
}

const broken = (cause: unknown) =>
  new DeskError('invalid', 'this form did not arrive whole; please send it again', { cause });

/**
 * Reads a form as a browser sends it, with files or without. The parser is the platform's own, and loaded only for a form that
 * may have files. Refuses `too-large` for its words, and `invalid` for what is no whole form.
 */
export async function filledIn(event: APIGatewayProxyEventV2): Promise<FilledIn> {
  const raw = rawBody(event);
  const type = event.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) {
    checkWords(raw.byteLength);
    const fields = new URLSearchParams(Buffer.from(raw).toString('utf8'));
    return { given: Object.fromEntries(fields), announced: fields.getAll(ANNOUNCED), files: [] };
  }
  const form = await new Response(raw, { headers: { 'content-type': type } }).formData().catch((error) => {
    throw broken(error);
  });
  const given: Record<string, string> = {};
  const files: File[] = [];
  for (const [name, value] of form) {
    if (typeof value === 'string') given[name] = value;
    // A browser sends a file without name or bytes where none was chosen.
    else if (value.name !== '' && value.size > 0) files.push(value);
  }
  checkWords(Object.values(given).reduce((sum, value) => sum + Buffer.byteLength(value), 0));
  return { given, announced: form.getAll(ANNOUNCED).filter((word) => typeof word === 'string'), files };
}
