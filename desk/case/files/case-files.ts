import type { Body, CommitRow } from '../../ports.ts';
import type { CaseEvent } from '../events.ts';
import { hashIn, type KeptFile } from './keep-files.ts';

/** Where the words of an event lie. */
export const bodyOf = (event: CaseEvent): string | undefined => ('body' in event ? event.body : undefined);

/** The bodies of a history by the number of each, from 1: a history only grows, so the numbers stay. */
export function numbered(commits: readonly CommitRow[]): ReadonlyMap<string, number> {
  const keys = commits.flatMap(({ events }) => events).flatMap((event) => bodyOf(event) ?? []);
  return new Map([...new Set(keys)].map((key, at) => [key, at + 1]));
}

/** How a file is called in a path: the number of its message and its own in it, like `1.2`. */
export const fileNumber = (message: number, at: number): string => `${message}.${at + 1}`;

/** The place that such a number names; undefined for what is none. */
export function placeOf(number: string): Readonly<{ message: number; at: number }> | undefined {
  const [, message, file] = /^([1-9]\d{0,5})\.([1-9]\d{0,3})$/.exec(number) ?? [];
  return message === undefined ? undefined : { message: Number(message), at: Number(file) - 1 };
}

/** What is shown of files, a signature's pictures last (E12); where they lie is nobody's business. */
export async function shownFiles(
  message: number,
  { attachments = [] }: Body,
  stateOf: (key: string) => Promise<string>,
): Promise<readonly object[]> {
  const shown = await Promise.all(
    attachments.map(async ({ key, ...file }: KeptFile, at) => ({
      n: fileNumber(message, at),
      ...file,
      ...(key === '' ? { state: 'refused' } : { sha256: hashIn(key), state: await stateOf(key) }),
    })),
  );
  return shown.sort((a, b) => Number('collapsed' in a) - Number('collapsed' in b));
}
