import { isRefusal } from '../errors.ts';
import type { LedgerEntry } from '../intake/ledger-entry.ts';
import type { Ports, Step } from '../ports.ts';
import type { Task, TaskChange } from '../task/task.ts';
import { ATTEMPTS, stepOf } from './commit.ts';
import { type Actor, type CaseFact, happened, type Placement } from './events.ts';
import { type Matter, type NewCase, opening, withLocation } from './open-case.ts';
import { referenceOf } from './reference.ts';

/** What a department is to do of a matter that several were asked for: whose it is, and where it lies. */
export type Part = Readonly<{ department: string; placement: Placement }>;

/** With what the words say of what its service asks for. */
export type AskedPart = Part & Readonly<{ said: Readonly<Record<string, string>> }>;

/** A part keeps its own promises; a year is only the end of what is remembered of the waiting for it. */
const YEAR = 365 * 86_400_000;

/** A case by its id and by what people call it. */
export type Named = Readonly<{ id: string; reference: string }>;

/** The names of a case that is about to be. */
export const named = (desk: Ports, { department }: Pick<Placement, 'department'>): Named => {
  const id = desk.ids.caseId();
  return { id, reference: referenceOf(desk.catalogue.department(department).prefix, id) };
};

/** The question on the whole that the end of a part answers. No process waits for it, so it has no token. */
export function waiting(
  desk: Pick<Ports, 'catalogue'>,
  whole: Named,
  matter: Pick<Matter, 'at' | 'subject' | 'placement'>,
  part: Part,
  child: Named,
  ref: string,
) {
  const { name } = desk.catalogue.department(part.department);
  const { department, service, priority } = part.placement;
  const state = `Wait for ${name}`;
  const expiresAt = new Date(Date.parse(matter.at) + YEAR).toISOString();
  const task: Task = {
    ref,
    caseId: whole.id,
    department: matter.placement.department,
    state: 'asked',
    of: { kind: 'case', department, caseId: child.id, reference: child.reference },
    name: state,
    visit: matter.at,
    question: matter.subject,
    outcomes: [],
    fields: [],
    shown: {},
    sequence: 1,
    processVersion: '',
    about: {
      reference: whole.reference,
      process: '',
      service,
      priority,
      dataClass: matter.placement.confidential ? 'confidential' : 'internal',
    },
    askedAt: matter.at,
    expiresAt,
    token: '',
  };
  const fact: CaseFact = {
    type: 'TaskAsked',
    ref,
    state,
    visit: matter.at,
    of: child.reference,
    expires: expiresAt,
    child: { caseId: child.id, reference: child.reference, department },
  };
  return { change: { type: 'ask', task } satisfies TaskChange, fact };
}

/** What parts are asked of: the questions on their whole, what its history says of them, and the parts themselves. */
export type Asking = Readonly<{ tasks: TaskChange[]; facts: CaseFact[]; children: Step[] }>;

/** Asks each department for its part of a whole. The requester hears of the whole alone, and who stood in copy takes part in that. */
export async function asking(
  desk: Ports,
  whole: Named,
  matter: Matter,
  parts: readonly AskedPart[],
): Promise<Asking> {
  const { participants: _copied, related: _related, follows: _follows, chat: _chat, ...own } = matter;
  const tasks: TaskChange[] = [];
  const facts: CaseFact[] = [];
  const children: Step[] = [];
  for (const part of parts) {
    const ref = desk.ids.ref();
    const child = named(desk, part.placement);
    const { change, fact } = waiting(desk, whole, matter, part, child, ref);
    tasks.push(change);
    facts.push(fact);
    const one = {
      ...own,
      placement: part.placement,
      said: part.said,
      acknowledge: false,
      parent: { caseId: whole.id, taskRef: ref, depth: 1 },
    };
    children.push(
      stepOf(desk, undefined, opening(desk, child.id, child.reference, await withLocation(desk, one))),
    );
  }
  return { tasks, facts, children };
}

/** A whole as it begins. The parts keep the promises; of the whole only how long its requester waits from end to end (L1, row 24). */
export function beginning(
  desk: Ports,
  whole: Named,
  matter: Matter,
  { tasks, facts }: Pick<Asking, 'tasks' | 'facts'>,
  ledger: LedgerEntry,
): Step {
  const begun = opening(desk, whole.id, whole.reference, matter);
  const events = begun.events.filter((event) => event.type !== 'ClockStarted' || event.clock === 'e2e');
  const asked = happened(matter.at, { kind: 'desk' }, ...facts);
  return stepOf(desk, undefined, { ...begun, events: [...events, ...asked], tasks, ledger });
}

/** The whole with its parts, in the order in which they are written. */
async function family(
  desk: Ports,
  { ledger, ...asked }: NewCase,
  parts: readonly AskedPart[],
): Promise<Step[]> {
  const by: Actor = { kind: 'requester', id: asked.requester.address };
  const { follows: _follows, ...matter } = { ...asked, by, at: ledger.at };
  const whole = named(desk, matter.placement);
  const { children, ...questions } = await asking(desk, whole, matter, parts);
  const row = { ...ledger, class: 'opened' as const, caseId: whole.id };
  return [beginning(desk, whole, matter, questions, row), ...children];
}

/**
 * Opens a matter that several departments were asked for at once (E17, P6): one case that the requester hears of, and for
 * each department a part with its own promises, process and confidentiality. All of it is one write with the mail's ledger
 * row, so the same mail never does it twice. Refuses `duplicate` as `openCase` does, and `stale-version` after six lost races.
 */
export async function openFamily(desk: Ports, asked: NewCase, parts: readonly AskedPart[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await desk.cases.appendAll(await family(desk, asked, parts));
      return;
    } catch (error) {
      const lost = isRefusal(error, 'conflict') || isRefusal(error, 'stale-version');
      if (!lost || attempt === ATTEMPTS) throw error;
    }
  }
}
