import type { FilePolicy } from './policy.ts';

/** What whoever looks for viruses says of a file; `failed`: it could not be looked into. */
export type Verdict = 'clean' | 'infected' | 'failed';

/** What was said of a file last, and by whom where a person decided. */
export type Scan = Readonly<{ verdict: Verdict; at: string; by?: string }>;

/** Where a file stands. Only `clean` is handed out; `unscanned` where its department says so. */
export type FileState = 'pending' | 'unscanned' | Verdict;

/**
 * Whether a verdict takes the place of the one before: an infection always, and for good; anything where a look had failed.
 * So verdicts may come twice and in any order.
 */
export const replaces = (before: Verdict | undefined, next: Verdict): boolean =>
  before !== next &&
  (before === undefined || (before !== 'infected' && (next === 'infected' || before === 'failed')));

/** The state of a file; without a verdict it waits for one, where anybody gives one. */
export const stateOf = (scan: Scan | undefined, unscanned: boolean): FileState =>
  scan?.verdict ?? (unscanned ? 'unscanned' : 'pending');

/** Whether a file in this state may be handed out to those who may see the case. */
export const mayHandOut = (state: FileState, { takesUnscanned }: FilePolicy): boolean =>
  state === 'clean' || (state === 'unscanned' && takesUnscanned === true);
