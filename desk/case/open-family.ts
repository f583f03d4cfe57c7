import { isRefusal } from '../errors.ts';
import type { Commit, Ports, Step } from '../ports.ts';
import type { Task, TaskChange } from '../task/task.ts';
import { ATTEMPTS, stepOf } from './commit.ts';
import { type Actor, type CaseFact, happened, type Placement } from './events.ts';
import { type Matter, type NewCase, opening, withLocation } from './open-case.ts';
import { referenceOf } from './reference.ts';

/** What a department is to do of a matter that several were asked for: whose it is, and where it lies. */
export type Part = Readonly<{ department: string; placement: Placement }>;

/** With what the words say of what its service asks for. */
type Asked = Part & Readonly<{ said: Readonly<Record<string, string>> }>;

/** A part keeps its own promises; a year is only the end of what is remembered of the waiting for it. */
const YEAR = 365 * 86_400_000;

type Named = Readonly<{ id: string; reference: string }>;

const named = (desk: Ports, { department }: Pick<Placement, 'department'>): Named => {
  const id = desk.ids.caseId();
  return { id, reference: referenceOf(desk.catalogue.department(department).prefix, id) };
};

/** The question on the whole that the end of a part answers. No process waits for it, so it has no token. */
function waiting(desk: Ports, whole: Named, matter: Matter, part: Asked, child: Named, ref: string) {
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

/** The whole with its parts, in the order in which they are written. */
async function family(desk: Ports, { ledger, ...asked }: NewCase, parts: readonly Asked[]): Promise<Step[]> {
  const by: Actor = { kind: 'requester', id: asked.requester.address };
  const { follows: _follows, ...matter } = { ...asked, by, at: ledger.at };
  const whole = named(desk, matter.placement);
  const begun = opening(desk, whole.id, whole.reference, matter);
  const tasks: TaskChange[] = [];
  const facts: CaseFact[] = [];
  const children: Step[] = [];
  for (const part of parts) {
    const ref = desk.ids.ref();
    const child = named(desk, part.placement);
    const { change, fact } = waiting(desk, whole, matter, part, child, ref);
    tasks.push(change);
    facts.push(fact);
    // The requester hears of the whole alone, and whoever stood in copy takes part in that.
    const { participants: _copied, related: _related, chat: _chat, ...own } = matter;
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
  // The parts keep the promises; nobody is promised anything of the whole besides.
  const events = begun.events.filter(({ type }) => type !== 'ClockStarted');
  const commit: Commit = {
    ...begun,
    events: [...events, ...happened(ledger.at, { kind: 'desk' }, ...facts)],
    tasks,
    ledger: { ...ledger, class: 'opened', caseId: whole.id },
  };
  return [stepOf(desk, undefined, commit), ...children];
}

/**
 * Opens a matter that several departments were asked for at once (E17, P6): one case that the requester hears of, and for
 * each department a part with its own promises, process and confidentiality. All of it is one write with the mail's ledger
 * row, so the same mail never does it twice. Refuses `duplicate` as `openCase` does, and `stale-version` after six lost races.
 */
export async function openFamily(desk: Ports, asked: NewCase, parts: readonly Asked[]): Promise<void> {
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
