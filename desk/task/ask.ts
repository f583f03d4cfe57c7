import type { Case } from '../case/case.ts';
import { isOver } from '../case/case.ts';
import { change } from '../case/commit.ts';
import { type CaseFact, happened } from '../case/events.ts';
import { groupAddress } from '../case/receive.ts';
import { stopLate } from '../case/stop-process.ts';
import type { Effect } from '../delivery/effect.ts';
import { DeskError, isRefusal } from '../errors.ts';
import { keyed } from '../keyed.ts';
import type { Commit, Ports } from '../ports.ts';
import type { Asked, Field, Task } from './task.ts';
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
  of: Readonly<{ manager: true } | { group: string } | { system: true }>;
  question: string;
  outcomes: readonly string[];
  fields: readonly Field[];
  /** The facts of the case that whoever is asked may see (A10). */
  show: readonly string[];
  /** Hours until silence falls to someone else. */
  hours: number;
  /** The department's own word for where the case stands while it waits. */
  stage?: string;
}>;

/** Nobody decides on their own request: the manager, else the department's lead, but never the requester (A3). */
async function whoIsAsked(desk: Ports, found: Case, of: Question['of']): Promise<Asked> {
  const { groups } = desk.catalogue.department(found.department);
  if ('system' in of) return { kind: 'system', department: found.department };
  if ('group' in of) {
    const group = groups[of.group];
    if (group === undefined) throw new Error(`${found.department} has no group '${of.group}'`);
    return { kind: 'group', group: of.group, address: groupAddress(desk, group) };
  }
  const entry = await desk.directory.find(found.requester.address);
  // Addresses are compared as mail does, so that nobody is their own manager by a capital letter.
  const manager = entry?.manager?.toLowerCase();
  return manager !== undefined && manager !== found.requester.address.toLowerCase()
    ? { kind: 'person', address: manager }
    : { kind: 'group', group: 'lead', address: groupAddress(desk, groups.lead), insteadOf: 'manager' };
}

/** The fields of a case a question may show. The requester's words (`message`) are named by their key, not copied. */
function shownOf(found: Case, show: readonly string[]): Record<string, string> {
  const all: Record<string, string> = {
    subject: found.subject,
    requester: found.requester.address,
    ...found.facts,
  };
  return Object.fromEntries(show.flatMap((field) => (all[field] === undefined ? [] : [[field, all[field]]])));
}

function asking(desk: Ports, found: Case, asked: Question, ref: string, of: Asked): Commit {
  const at = desk.now();
  const expiresAt = new Date(Date.parse(at) + asked.hours * 3_600_000).toISOString();
  const id = `${found.id}-${found.version + 1}-task`;
  const effect: Effect =
    of.kind === 'system'
      ? { kind: 'webhook', id, department: of.department, event: 'task.asked', ref }
      : { kind: 'mail', id, to: [of.address], template: 'task', values: { ref } };
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
    fields: asked.fields,
    shown: shownOf(found, asked.show),
    ...(asked.show.includes('message') && { message: found.body }),
    sequence: found.version + 1,
    processVersion: asked.version,
    about: {
      reference: found.reference,
      process: found.process ?? '',
      service: found.service,
      priority: found.priority,
      dataClass: found.confidential ? 'confidential' : 'internal',
    },
    askedAt: at,
    expiresAt,
    token: asked.token,
  };
  const { facts: begun, ...waiting } = whenAsked(desk.catalogue, found, asked.of);
  const whom = of.kind === 'system' ? `${of.department} system` : of.address;
  const facts: CaseFact[] = [
    {
      type: 'TaskAsked',
      ref,
      state: asked.state,
      visit: asked.entered,
      of: whom,
      expires: expiresAt,
      version: asked.version,
      ...waiting,
    },
    ...begun,
    ...(asked.stage === undefined ? [] : [{ type: 'StageReached' as const, stage: asked.stage }]),
  ];
  return {
    events: happened(at, { kind: 'process', id: asked.execution }, ...facts),
    effects: [effect],
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
  const [key] = await desk.keys();
  const ref = keyed(key, 'task', asked.execution, asked.state, asked.entered);
  try {
    const after = await change(
      desk,
      asked.caseId,
      async (found) => {
        if (isOver(found)) return stopLate(desk, found, asked.execution);
        return asking(desk, found, asked, ref, await whoIsAsked(desk, found, asked.of));
      },
      { answers: true },
    );
    if (after === undefined) throw new DeskError('case-not-found', `there is no case ${asked.caseId}`);
  } catch (error) {
    if (!isRefusal(error, 'conflict')) throw error;
    await desk.tasks.rebind(ref, asked.token);
  }
  return ref;
}
