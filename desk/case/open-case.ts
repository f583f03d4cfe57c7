import type { Effect } from '../delivery/effect.ts';
import type { Catalogue, Promised } from '../department.ts';
import { isRefusal } from '../errors.ts';
import type { Talk } from '../intake/chat/talk.ts';
import type { LedgerEntry } from '../intake/ledger-entry.ts';
import type { Commit, Ports } from '../ports.ts';
import type { Case, Parent } from './case.ts';
import { LOCATION, OF_THE_WHOLE, startClocks } from './clocks.ts';
import { commit, stepOf } from './commit.ts';
import { withDueDate } from './due-on.ts';
import { type Actor, type CaseFact, type Channel, happened, type Person, type Placement } from './events.ts';
import type { FieldFault } from './fields/check-fields.ts';
import { missingOf } from './fields/missing.ts';
import { MAYBE_RELATED } from './own-facts.ts';
import { addressed } from './quiet.ts';
import { referenceOf } from './reference.ts';
import { withRun } from './runs.ts';

/** What is known of a matter before it is a case. */
export type NewCase = Readonly<{
  channel: Channel;
  requester: Person;
  subject: string;
  /** Where the words lie in the bodies bucket. */
  body: string;
  verified: boolean;
  messageId?: string;
  participants?: readonly string[];
  /** Who opens it for the requester, where that is somebody else: they decide nothing about it (A3). */
  submitter?: string;
  /** Where in a chat it was said. */
  chat?: Talk;
  placement: Placement;
  /** Whether the requester is told that the desk has it (E11). */
  acknowledge: boolean;
  ledger: Omit<LedgerEntry, 'class' | 'caseId'>;
  /** What the message itself says, by name: the dates a service asks for. */
  said?: Readonly<Record<string, string>>;
  /** The case it may belong to, where the evidence was too weak to join it (E8, P4). */
  related?: string;
  /** It only plays along: nothing of it leaves the desk (row 65). */
  shadow?: true;
  /** The closed case it goes on from, on evidence that would have joined it (P14). */
  follows?: string;
}>;

/** The name of a process's execution: made from the case, so starting twice is starting once (C2). */
export const executionName = (caseId: string, process: string, attempt: number) =>
  `${caseId}-${process}-${attempt}`;

/** The process that an execution of a case follows, by the execution's name. */
export const processOf = (caseId: string, execution: string): string =>
  execution.slice(caseId.length + 1).replace(/-\d+$/, '');

/** Which of a case's executions it is, by its name. */
export const attemptOf = (execution: string): number => Number(/\d+$/.exec(execution)?.[0]);

/** What starting a case's process leaves behind: the fact, and the effect that does it; from its beginning unless said. */
export function startProcess(
  caseId: string,
  effectId: string,
  process: string | undefined,
  attempt: number,
  {
    missing = [],
    continueAt,
  }: Readonly<{ missing?: readonly FieldFault[]; continueAt?: string | undefined }> = {},
) {
  if (process === undefined) return { facts: [], effects: [] };
  const execution = executionName(caseId, process, attempt);
  const on = continueAt !== undefined && { continueAt };
  const incomplete = missing.length > 0 && { incomplete: true as const };
  const facts: CaseFact[] = [{ type: 'ProcessStarted', execution, attempt, ...on }];
  const effects: Effect[] = [{ kind: 'start', id: effectId, process, execution, ...incomplete, ...on }];
  return { facts, effects };
}

/** What is opened, by whom and when: a matter from outside, or a part of another case. */
export type Matter = Omit<NewCase, 'ledger'> & Readonly<{ at: string; by: Actor; parent?: Parent }>;

/**
 * What is promised to nobody, since nobody waits for it (L1). A part that a process handed over is awaited by that process:
 * its requester is answered in the whole. Of a matter that several departments were asked for, each answers its part.
 */
function unpromised(catalogue: Catalogue, { parent, by, placement }: Matter): readonly Promised[] {
  const { writesAsPart, onlyAsPart } = catalogue.service(placement.department, placement.service);
  const handedOver = by.kind === 'process' || onlyAsPart !== undefined;
  return [
    ...(parent === undefined ? [] : OF_THE_WHOLE),
    ...(handedOver && writesAsPart !== true ? (['firstResponse'] as const) : []),
  ];
}

/** What the opening of a case does, whoever opens it. */
export function opening(
  desk: Pick<Ports, 'catalogue'>,
  id: string,
  reference: string,
  matter: Matter,
): Commit {
  const { placement, related, follows, said = {}, at, by, ...rest } = matter;
  const { acknowledge: asked, ...words } = rest;
  const acknowledge =
    asked && desk.catalogue.service(placement.department, placement.service).silent !== true;
  const to = [addressed({ kind: placement.kind, requester: matter.requester })];
  const started = startProcess(
    id,
    `${id}-1-start`,
    placement.process && `${placement.department}-${placement.process}`,
    1,
    { missing: missingOf(desk.catalogue, { ...placement, facts: said }, at) },
  );
  const opened: CaseFact = { type: 'CaseOpened', id, reference, ...words, ...placement };
  const placed = { ...placement, facts: said };
  const clocks = startClocks(desk.catalogue, placed, unpromised(desk.catalogue, matter));
  const facts: CaseFact[] = [
    ...withRun(desk.catalogue, placed, at, withDueDate(desk.catalogue, placed, at, clocks)),
    ...Object.entries(said).map(([name, value]): CaseFact => ({ type: 'FactRecorded', name, value })),
    ...(related === undefined
      ? []
      : [{ type: 'FactRecorded' as const, name: MAYBE_RELATED, value: related }]),
    ...(follows === undefined
      ? []
      : [{ type: 'CaseLinked' as const, other: follows, as: 'follows' as const }]),
    ...started.facts,
  ];
  const told: Effect[] = acknowledge
    ? [{ kind: 'mail', id: `${id}-1-ack`, to, template: 'acknowledgement' }]
    : [];
  const counted: CaseFact[] = acknowledge
    ? [{ type: 'MessageSent', to: [matter.requester.address], template: 'acknowledgement' }]
    : [];
  return {
    events: [...happened(at, by, opened), ...happened(at, { kind: 'desk' }, ...facts, ...counted)],
    effects: [...told, ...started.effects],
  };
}

/** Where the requester is, for a department whose promises or contacts go by it; nobody else's directory entry is read. */
export async function withLocation<Of extends Omit<NewCase, 'ledger'>>(desk: Ports, matter: Of): Promise<Of> {
  const { locations, contacts } = desk.catalogue.department(matter.placement.department);
  if (locations === undefined && contacts === undefined) return matter;
  const location = (await desk.directory.find(matter.requester.address))?.location;
  return location === undefined ? matter : { ...matter, said: { ...matter.said, [LOCATION]: location } };
}

/** Writes an opening; the case it follows says so too, in the same transaction. */
async function written(desk: Ports, opened: Commit, follows: string | undefined): Promise<Case> {
  const before = follows === undefined ? undefined : await desk.cases.find(follows);
  if (before === undefined) return commit(desk, undefined, opened);
  const first = stepOf(desk, undefined, opened);
  const link: CaseFact = { type: 'CaseLinked', other: first.after.id, as: 'followed-by' };
  const told = { events: happened(desk.now(), { kind: 'desk' }, link), effects: [] };
  await desk.cases.appendAll([first, stepOf(desk, before, told)]);
  return first.after;
}

/** How often an opening that lost a race is tried anew (V2). */
const ATTEMPTS = 6;

/**
 * Opens a case: one commit with its clocks, its acknowledgement and the start of its process. Two deliveries of one
 * mail meet at the ledger row and the second is refused `duplicate` (C1). Of two written at the same moment neither
 * condition may have been looked at, so a lost race is tried anew and finds the row; a reference that is taken costs a
 * new id. Refuses `stale-version` after six lost races (V2).
 */
export async function openCase(desk: Ports, asked: NewCase): Promise<Case> {
  const { ledger, submitter, ...matter } = await withLocation(desk, asked);
  const by: Actor =
    submitter === undefined
      ? { kind: 'requester', id: matter.requester.address }
      : { kind: 'agent', id: submitter };
  for (let attempt = 1; ; attempt += 1) {
    const id = desk.ids.caseId();
    const reference = referenceOf(desk.catalogue.department(matter.placement.department).prefix, id);
    try {
      const opened = opening(desk, id, reference, { ...matter, by, at: ledger.at });
      return await written(
        desk,
        { ...opened, ledger: { ...ledger, class: 'opened', caseId: id } },
        matter.follows,
      );
    } catch (error) {
      const lost = isRefusal(error, 'conflict') || isRefusal(error, 'stale-version');
      if (!lost || attempt === ATTEMPTS) throw error;
    }
  }
}
