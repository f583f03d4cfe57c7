import type { Case } from '#desk/case/case.ts';
import { DeskError } from '#desk/errors.ts';
import { isBooked } from '#desk/intake/book.ts';
import type { Commit, Ports, QueueLine, Step } from '#desk/ports.ts';
import { type Rows, stored } from './rows.ts';
import { leaves, writeEnd } from './stores.ts';

const REFUSALS = ['duplicate', 'stale-version', 'conflict'] as const;

/** Every condition of a commit that does not hold, in the words of the port. */
function refusals(rows: Rows, before: Case | undefined, after: Case, { tasks = [], ledger }: Commit) {
  const head = rows.heads.get(after.id);
  const taken = rows.commits.get(after.id)?.some(({ version }) => version === after.version) ?? false;
  const stale = taken || (before === undefined ? head !== undefined : head?.version !== before.version);
  const conflict =
    (before === undefined && rows.references.has(after.reference)) ||
    tasks.some((change) =>
      change.type === 'ask' ? rows.tasks.has(change.task.ref) : rows.tasks.get(change.ref)?.state !== 'asked',
    );
  const failed = {
    duplicate: ledger !== undefined && isBooked(rows.ledger.get(ledger.key), ledger.raw),
    'stale-version': stale,
    conflict,
  };
  return REFUSALS.filter((refusal) => failed[refusal]);
}

/** What a commit writes, all of it at once. */
export function write(rows: Rows, before: Case | undefined, after: Case, commit: Commit): void {
  const { events, effects, tasks = [], ledger } = stored(commit);
  const { id, version } = after;
  rows.commits.set(id, [...(rows.commits.get(id) ?? []), { version, events, effects }]);
  rows.heads.set(id, stored(after));
  if (before === undefined) rows.references.set(after.reference, id);
  for (const change of tasks) {
    if (change.type === 'ask') {
      rows.tasks.set(change.task.ref, change.task);
      if (change.effects !== undefined) leaves(rows, change.task.ref, change.effects);
    } else if (change.type === 'answer')
      writeEnd(rows, change.ref, { state: 'answered', answer: change.answer }, change.effects);
    else if (change.type === 'settle') {
      const { ref, state } = change;
      const task = rows.tasks.get(ref);
      if (task) rows.tasks.set(ref, { ...task, state });
    }
  }
  if (ledger) rows.ledger.set(ledger.key, ledger);
  rows.outbox.push(...effects.map((effect) => ({ caseId: id, effect })));
}

const isOpen = ({ status }: Case) => status === 'open' || status === 'waiting';

const lineOf = ({ id, reference, priority, stage, dueAt = '', assignee }: Case): QueueLine => ({
  caseId: id,
  reference,
  priority,
  stage,
  dueAt,
  ...(assignee !== undefined && { assignee }),
});

/** The place of a line in its queue. */
const place = ({ dueAt, caseId }: QueueLine) => `${dueAt}|${caseId}`;

/** The cases of a desk in memory: the same conditions, refusals and order of refusals as the table's transaction. */
export const casesIn = (rows: Rows): Ports['cases'] => ({
  appendAll: async (steps: readonly Step[]) => {
    const failed = steps.flatMap(({ before, after, commit }) => refusals(rows, before, after, commit));
    const refusal = REFUSALS.find((each) => failed.includes(each));
    if (refusal)
      throw new DeskError(refusal, `case ${steps.map(({ after }) => after.id).join(', ')}: ${refusal}`);
    for (const { before, after, commit } of steps) write(rows, before, after, commit);
  },
  find: async (id) => {
    const head = rows.heads.get(id);
    return head && stored(head);
  },
  history: async (id) => stored(rows.commits.get(id) ?? []),
  findByReference: async (reference) => rows.references.get(reference),
  append: async (before, after, commit) => {
    const [refusal] = refusals(rows, before, after, commit);
    if (refusal) throw new DeskError(refusal, `case ${after.id}: ${refusal}`);
    write(rows, before, after, commit);
  },
  reschedule: async ({ id, version, wakeAt: seen }, wakeAt) => {
    const head = rows.heads.get(id);
    if (head?.version !== version || (seen !== undefined && head.wakeAt !== seen))
      throw new DeskError('stale-version', `case ${id} was changed by someone else`);
    const { wakeAt: _before, ...rest } = head;
    rows.heads.set(id, { ...rest, ...(wakeAt !== undefined && { wakeAt }) });
  },
  listQueue: async (department, limit, from) => {
    const after = from?.after ?? '';
    const lines = [...rows.heads.values()]
      .filter((each) => isOpen(each) && each.department === department)
      .map(lineOf)
      .filter((line) => place(line) > after)
      .sort((a, b) => (place(a) < place(b) ? -1 : 1));
    const items = lines.slice(0, limit);
    const last = items.at(-1);
    return { items, ...(last && lines.length > limit && { next: { after: place(last) } }) };
  },
  listForRequester: async (address, limit) =>
    [...rows.heads.values()]
      .filter(({ requester, parent }) => requester.address === address && parent === undefined)
      .sort((a, b) => (a.openedAt < b.openedAt ? 1 : -1))
      .slice(0, limit)
      .map(({ id }) => id),
});
