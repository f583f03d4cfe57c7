import type { Case } from '../../case/case.ts';
import { isQuiet } from '../../case/quiet.ts';
import type { Ports } from '../../ports.ts';
import type { Task } from '../task.ts';

/** What a question to the requester is besides a task of its process (row 38). */
export type Inquiry = Readonly<{
  /** What it is about: the same for wordings that ask the same. */
  topic: string;
  /** Who asks, in words: a team or a role. */
  by: string;
  /** Asked although it had been answered before, because whoever asks said so. */
  again?: true;
  /** Whose answer was given instead, where the requester was not asked. */
  first?: Readonly<{ by: string; askedAt: string; answeredAt: string }>;
  /** The open question of another case of the family that is waited for instead. */
  joins?: Readonly<{ ref: string; caseId: string }>;
}>;

/** A row that is a question to the requester. */
export type Inquired = Task & Readonly<{ inquiry: Inquiry }>;

/** How a question ends: the requester answers it, the same was answered before, or it was asked often enough. */
export const INQUIRY_OUTCOMES = ['answered', 'known', 'enough'] as const;

/** The answers of a team by which it asks the requester instead: its comment is the question. */
export const ASKS_BACK: readonly string[] = ['ask-back', 'ask-again'];

/** Whether a task is a question to the requester. */
export const isInquired = (task: Task | undefined): task is Inquired => task?.inquiry !== undefined;

/** Every question to the requester a case knows of, oldest first: its own, and those of its family that joined one. */
export async function inquiriesOf(
  { tasks }: Pick<Ports, 'tasks'>,
  { inquired = [] }: Pick<Case, 'inquired'>,
): Promise<readonly Inquired[]> {
  const rows = await Promise.all(inquired.map((ref) => tasks.find(ref)));
  return rows.filter(isInquired).sort((a, b) => Date.parse(a.askedAt) - Date.parse(b.askedAt));
}

/** Those that wait for an answer. */
export const openOf = (inquiries: readonly Inquired[]): readonly Inquired[] =>
  inquiries.filter(({ state }) => state === 'asked');

/** All open questions of a case in one mail: whoever replies answers them together. */
export const linesOf = (open: readonly Inquired[]): string =>
  open.map(({ question, inquiry: { by } }, at) => `${at + 1}. ${question} (asked by: ${by})`).join('\n');

/**
 * Whether a case may learn what was asked and answered: of its own department everything, of another only what neither
 * keeps to itself, and nothing of somebody in distress (row 28, A10).
 */
export const maySee = (found: Case, { department, about }: Inquired): boolean =>
  about.dataClass !== 'restricted' &&
  !isQuiet(found) &&
  (department === found.department || (about.dataClass === 'internal' && !found.confidential));

/** The case a case is a part of, its other parts, and its own parts; where another person asked, it is another matter. */
async function familyOf({ cases }: Pick<Ports, 'cases'>, found: Case): Promise<readonly Case[]> {
  const parent = found.parent && (await cases.find(found.parent.caseId));
  const parts = [...Object.values(found.children ?? {}), ...Object.values(parent?.children ?? {})]
    .map(({ caseId }) => caseId)
    .filter((caseId) => caseId !== found.id);
  const others = await Promise.all([...new Set(parts)].map((caseId) => cases.find(caseId)));
  return [parent, ...others].filter(
    (each) => each !== undefined && each.requester.address === found.requester.address,
  ) as readonly Case[];
}

/** What the requester was asked in a case and in its family, as far as the case may know it, with the case that knows of it. */
export async function askedBefore(
  desk: Pick<Ports, 'cases' | 'tasks'>,
  found: Case,
): Promise<readonly Readonly<{ task: Inquired; of: Case }>[]> {
  const all = await Promise.all(
    [found, ...(await familyOf(desk, found))].map(async (of) =>
      (await inquiriesOf(desk, of)).map((task) => ({ task, of })),
    ),
  );
  const known = all.flat().filter(({ task }) => maySee(found, task));
  return known.filter(({ task }, at) => known.findIndex((each) => each.task.ref === task.ref) === at);
}
