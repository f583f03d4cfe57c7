import type { Case } from '#desk/case/case.ts';
import { type CaseFact, happened, type Placement } from '#desk/case/events.ts';
import { evolveAll } from '#desk/case/evolve.ts';
import type { Commit, Ports } from '#desk/ports.ts';
import type { Task } from '#desk/task/task.ts';
import { MONDAY } from '../memory.ts';

/** Something whose time comes. */
export type Waking = Readonly<{ kind: string; id: string; wakeAt: string }>;

/** Everything the desk keeps in its table, whatever answers for it. */
export type Stores = Pick<
  Ports,
  | 'cases'
  | 'tasks'
  | 'ledger'
  | 'deliveries'
  | 'endpoints'
  | 'automatic'
  | 'suppressions'
  | 'directory'
  | 'chats'
> &
  Readonly<{ dueUntil(until: string): Promise<readonly Waking[]> }>;

/** What is under test; the same suite opens memory and the real table. */
export type Open = () => Promise<Readonly<{ stores: Stores; close(): void }>>;

/** A commit with the cases it stands between. */
export type Step = Readonly<{ before: Case | undefined; after: Case; commit: Commit }>;

let made = 0;
/** An id no other test has, in the form of the desk's own. */
export const newId = (): string => {
  made += 1;
  return `01h${String(made).padStart(23, '0')}`;
};

type Sample = Readonly<{ id?: string; at?: string; dueAt?: string; wakeAt?: string; requester?: string }> &
  Partial<Pick<Placement, 'department' | 'confidential'>>;

/** The first commit of a sample case. */
export function opening({
  id = newId(),
  at = MONDAY,
  dueAt,
  wakeAt,
  requester,
  ...placed
}: Sample = {}): Step {
  const opened: CaseFact = {
    type: 'CaseOpened',
    id,
    reference: `IT-${id}`,
    channel: 'email',
    requester: { address: requester ?? `${id}@corp.example` },
    subject: 'Printer',
    body: 'messages/1',
    verified: true,
    messageId: `${id}@corp.example`,
    department: 'it',
    service: 'workplace-incident',
    kind: 'incident',
    process: 'incident',
    priority: 2,
    confidential: false,
    routing: { reason: 'matched', score: 3, because: ['word'] },
    ...placed,
  };
  const events = happened(at, { kind: 'requester', id: 'anna@corp.example' }, opened);
  const after = {
    ...evolveAll(undefined, events),
    dueAt: dueAt ?? '9999-12-31T00:00:00.000Z',
    ...(wakeAt !== undefined && { wakeAt }),
  };
  return { before: undefined, after, commit: { events, effects: [] } };
}

/** The next commit of a case; `more` are its effects, tasks and ledger row, `set` what the writer works out itself. */
export function following(
  before: Case,
  fact: CaseFact = { type: 'NoteAdded', text: 'seen' },
  more: Partial<Commit> = {},
  set: Partial<Case> = {},
): Step {
  const events = happened(MONDAY, { kind: 'agent', id: 'kim@corp.example' }, fact);
  return {
    before,
    after: { ...evolveAll(before, events), ...set },
    commit: { events, effects: [], ...more },
  };
}

/** Writes a step; answers with the case it led to. */
export async function append({ cases }: Stores, { before, after, commit }: Step): Promise<Case> {
  await cases.append(before, after, commit);
  return after;
}

/** The row of a question. */
export const taskOf = (of: Case, ref = newId()): Task => ({
  ref,
  caseId: of.id,
  department: of.department,
  state: 'asked',
  of: { kind: 'person', address: 'boss@corp.example' },
  name: 'Approve',
  visit: MONDAY,
  question: 'May it?',
  outcomes: ['approve', 'reject'],
  fields: [],
  shown: {},
  sequence: 2,
  processVersion: 'v1',
  about: {
    reference: of.reference,
    process: 'incident',
    service: of.service,
    priority: 2,
    dataClass: 'internal',
  },
  askedAt: MONDAY,
  expiresAt: MONDAY,
  token: `token of ${ref}`,
});
