import { DeskError } from '../../errors.ts';

/** What a department takes in by way of files; what it does not say is as the desk has it. */
export type FilePolicy = Readonly<{
  /** The largest file, in bytes; 25 MB unless said, and never more. */
  largest?: number;
  /** The only endings it takes, like `pdf`; unless said, all but programs. */
  only?: readonly string[];
  /** Where the desk looks for no viruses: whether its people may have files nobody has looked at. */
  takesUnscanned?: true;
}>;

/** The most a file may have, whatever a department says (E3): bytes. */
export const LARGEST_FILE = 25 * 1024 * 1024;

/** Endings by which a computer runs what it was only to open: nobody's attachment. */
const PROGRAMS = new Set(
  'apk app bat cmd com cpl dll exe hta jar js jse lnk msi msp pif ps1 reg scr sh vbe vbs wsf'.split(' '),
);

/** The ending of a name in small letters, without its dot. */
const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.trim().toLowerCase() ?? '';

/** Why a department does not take a file, as its sender may read it; undefined where it does. */
export function refusedBy(
  { largest = LARGEST_FILE, only }: FilePolicy,
  { name, bytes }: Readonly<{ name: string; bytes: number }>,
): string | undefined {
  const most = Math.min(largest, LARGEST_FILE);
  if (bytes > most) return `is larger than ${most} bytes`;
  const ending = endingOf(name);
  if (PROGRAMS.has(ending)) return `is a program (.${ending})`;
  if (only !== undefined && !only.includes(ending)) return `is none of these: ${only.join(', ')}`;
  return undefined;
}

/** Refuses `invalid` for files of a form that a department does not take, each by its place. */
export function checkFiles(
  policy: FilePolicy,
  files: readonly Readonly<{ name: string; bytes: number }>[],
): void {
  const faults = files.flatMap((file, at) => {
    const message = refusedBy(policy, file);
    return message === undefined ? [] : [{ pointer: `/attachments/${at}`, message }];
  });
  if (faults.length > 0)
    throw new DeskError('invalid', faults.map(({ message }) => `a file ${message}`).join('; '), { faults });
}
