import type { Case } from '../case/case.ts';
import { type CaseFact, happened } from '../case/events.ts';
import type { Field } from '../case/fields/field.ts';
import { missingOf } from '../case/fields/missing.ts';
import { groupAddress } from '../case/receive.ts';
import type { Effect } from '../delivery/effect.ts';
import type { Commit, Ports } from '../ports.ts';
import { aboutOf } from './about.ts';
import type { Approval } from './approval/approval.ts';
import { beginApproval } from './approval/begin.ts';
import { decideAtOnce } from './approval/decide.ts';
import { invitations } from './approval/letters.ts';
import type { Policy } from './approval/policy.ts';
import { shownOf } from './approval/shown.ts';
import { askOnce } from './ask-once.ts';
import { answersShown } from './inquiry/questions-of.ts';
import type { Asked, Task } from './task.ts';
import { whenAsked } from './task-clocks.ts';

/** A question of a process, as its state puts it. */
export type Question = Readonly<{
  caseId: string;
  /** The running execution, the state's name and when it was entered: together one visit. */
  execution: string;
  state: string;
  entered: string;
  /** The version of the process's definition, by its content. */
  version: string;
  /** What resumes the process (K5). */
  token: string;
  of: Readonly<{ manager: true } | { group: string } | { system: true } | { approval: Policy }>;
  question: string;
  outcomes: readonly string[];
  /** `missing` are those of the service that nobody has said yet. */
  fields: readonly Field[] | 'missing';
  /**
   * The facts of the case that whoever is asked may see (A10); `message` is what the requester wrote, `answers` what they
   * answered to questions of this case.
   */
  show: readonly string[];
  /** Hours until silence falls to someone else. */
  hours: number;
  /** The same in opening hours of whoever is asked, which end sooner (A5). */
  openHours?: number;
  /** The department's own word for where the case stands while it waits. */
  stage?: string;
  /** Whoever is asked is called, at any hour. */
  page?: boolean;
}>;

/** Nobody decides on their own request: the manager, else the department's lead, but never the requester or who submitted it (A3). */
async function whoIsAsked(
  desk: Ports,
  found: Case,
  { of, outcomes }: Pick<Question, 'of' | 'outcomes'>,
): Promise<Asked> {
  const { groups } = desk.catalogue.department(found.department);
  if ('approval' in of) return { kind: 'approval' };
  if ('system' in of) return { kind: 'system', department: found.department };
  if ('group' in of) {
    const group = groups[of.group];
    if (group === undefined) throw new Error(`${found.department} has no group '${of.group}'`);
    return { kind: 'group', group: of.group, address: groupAddress(desk, group) };
  }
  const entry = await desk.directory.find(found.requester.address);
  // Addresses are compared as mail does, so that nobody is their own manager by a capital letter.
  const manager = entry?.manager?.toLowerCase();
  const lead = { kind: 'group', group: 'lead', address: groupAddress(desk, groups.lead) } as const;
  if (manager === undefined || manager === found.requester.address.toLowerCase())
    return { ...lead, insteadOf: 'manager' };
  return outcomes.includes('approve') && manager === found.submitter
    ? lead
    : { kind: 'person', address: manager };
}

/** What carries a question: the department's webhook, a mail, or a mail for each of those who have a vote. */
function carriers(found: Case, ref: string, of: Asked, approval: Approval | undefined): readonly Effect[] {
  const id = `${found.id}-${found.version + 1}-task`;
  if (of.kind === 'system')
    return [{ kind: 'webhook', id, department: of.department, event: 'task.asked', ref }];
  if (of.kind !== 'approval')
    return [{ kind: 'mail', id, to: [of.address], template: 'task', values: { ref } }];
  const { invited = [], turn = 1 } = approval ?? {};
  return invitations({ caseId: found.id, sequence: found.version + 1, ref }, { invited, turn }, invited);
}

/**
 * Calls whoever is asked by the department's system, at once and at any hour; their group by mail where it cannot be
 * delivered. It says which case, and nothing of it. Repeating is safe: it leaves with the question, once for each visit.
 */
function paging(desk: Ports, found: Case, { of, page }: Question, due: string): readonly Effect[] {
  if (page !== true || !('group' in of) || !desk.catalogue.department(found.department).hasSystem) return [];
  const sequence = found.version + 1;
  const about = { at: desk.now(), sequence, promise: 'ack', threshold: '0', due, instead: of.group };
  const id = `${found.id}-${sequence}-page`;
  return [{ kind: 'webhook', id, department: found.department, event: 'case.page', ref: '', about }];
}

/** Who is asked, as the history says it. */
function whomOf(of: Asked, approval: Approval | undefined): string {
  if (of.kind === 'system') return `${of.department} system`;
  return of.kind === 'approval'
    ? (approval?.stages ?? []).flatMap(({ seats }) => seats).join(', ')
    : of.address;
}

function asking(
  desk: Ports,
  found: Case,
  asked: Question,
  ref: string,
  of: Asked,
  approval: Approval | undefined,
  answers: string | undefined,
): Commit {
  const at = desk.now();
  const latest = new Date(Date.parse(at) + asked.hours * 3_600_000).toISOString();
  const expiresAt = approval === undefined || approval.expires > latest ? latest : approval.expires;
  const task: Task = {
    ref,
    caseId: found.id,
    department: found.department,
    state: 'asked',
    of,
    name: asked.state,
    visit: asked.entered,
    question: asked.question,
    outcomes: asked.outcomes,
    fields:
      asked.fields === 'missing'
        ? missingOf(desk.catalogue, found, at).map(({ field }) => field)
        : asked.fields,
    shown: { ...shownOf(found, asked.show), ...(answers !== undefined && { answers }) },
    ...(asked.show.includes('message') && { message: found.body }),
    sequence: found.version + 1,
    processVersion: asked.version,
    about: aboutOf(found),
    askedAt: at,
    expiresAt,
    token: asked.token,
    ...(approval !== undefined && { approval }),
  };
  const { facts: begun, ...waiting } = whenAsked(desk.catalogue, found, asked.of);
  const facts: CaseFact[] = [
    {
      type: 'TaskAsked',
      ref,
      state: asked.state,
      visit: asked.entered,
      of: whomOf(of, approval),
      expires: expiresAt,
      version: asked.version,
      ...waiting,
      ...(approval !== undefined && { look: approval.remind }),
    },
    ...begun,
    ...(asked.stage === undefined ? [] : [{ type: 'StageReached' as const, stage: asked.stage }]),
  ];
  return {
    events: happened(at, { kind: 'process', id: asked.execution }, ...facts),
    effects: [...carriers(found, ref, of, approval), ...paging(desk, found, asked, expiresAt)],
    tasks: [{ type: 'ask', task }],
  };
}

/**
 * Puts a process's question to a person, a group or the department's system: a task row first, and in that same
 * transaction the mail or webhook that carries it. Repeating is safe: the reference is made from the visit of the
 * state, so a repeated call finds the row, binds the newer token to it and asks nobody twice; an answer that came
 * meanwhile is handed to that token by the same write. Once the case is over nothing is asked, and the
 * execution is stopped. Refuses `case-not-found`.
 */
export async function ask(desk: Ports, asked: Question): Promise<string> {
  const { of, show, openHours = asked.hours } = asked;
  const ref = await askOnce(desk, asked, async (found, known) => {
    const approval =
      'approval' in of
        ? await beginApproval(desk, found, { policy: of.approval, show, openHours })
        : undefined;
    const answers = show.includes('answers') ? await answersShown(desk, found) : undefined;
    return asking(desk, found, asked, known, await whoIsAsked(desk, found, asked), approval, answers);
  });
  if ('approval' in asked.of) await decideAtOnce(desk, ref);
  return ref;
}
