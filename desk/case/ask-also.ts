import { isRefusal } from '../errors.ts';
import type { Ports, Step } from '../ports.ts';
import { forSeveral, isWrittenTo } from '../routing/route.ts';
import { type Case, isOver } from './case.ts';
import { isWhole } from './children.ts';
import { ATTEMPTS, stepOf } from './commit.ts';
import { type CaseFact, happened } from './events.ts';
import type { NewCase } from './open-case.ts';
import { type AskedPart, asking, beginning, named, waiting } from './open-family.ts';
import { isUrgent } from './quiet.ts';

/** Another copy of the mail that opened a case, with the row it is booked by; what was asked stands in the case. */
export type Further = Pick<NewCase, 'channel' | 'messageId' | 'participants' | 'ledger'>;

type Member = Readonly<{ of: Case; writtenTo: Case['routing'] }>;

/** A whole with its parts, or a case alone, each with where it was first written to. */
async function members(
  { cases }: Pick<Ports, 'cases'>,
  whole: Case,
): Promise<readonly [Member, ...Member[]]> {
  const member = async (of: Case): Promise<Member> => {
    const [opened] = (await cases.history(of.id))[0]?.events ?? [];
    return { of, writtenTo: opened?.type === 'CaseOpened' ? opened.routing : of.routing };
  };
  const parts = Object.values(whole.children ?? {}).map(({ caseId }) => cases.find(caseId));
  const found = (await Promise.all(parts)).flatMap((part) => part ?? []);
  return [await member(whole), ...(await Promise.all(found.map(member)))];
}

/** The departments that a case is with: the one that has it, and whom it was written to by name, though people are still to place it. */
const departmentsOf = (
  { catalogue }: Pick<Ports, 'catalogue'>,
  { of, writtenTo }: Member,
): readonly string[] => [
  ...catalogue.departments.filter((each) => isWrittenTo(writtenTo, each)).map(({ id }) => id),
  of.department,
];

/** What is asked of parts that come later: the words of the case that is there, in the name of whoever wrote them. */
const matterOf = ({ requester, subject, body, verified }: Case, { ledger, ...further }: Further) => ({
  ...{ ...further, requester, subject, body, verified, acknowledge: false, at: ledger.at },
  by: { kind: 'requester' as const, id: requester.address },
});

/** One or more parts more of a whole that is under way; it is confidential from now on if one of them is. */
async function enlarged(
  desk: Ports,
  whole: Case,
  further: Further,
  parts: readonly AskedPart[],
): Promise<Step[]> {
  const { ledger } = further;
  const matter = { ...matterOf(whole, further), placement: whole };
  const { tasks, facts, children } = await asking(desk, whole, matter, parts);
  const confined = !whole.confidential && parts.some(({ placement }) => placement.confidential);
  const restricted: CaseFact[] = confined ? [{ type: 'CaseRestricted' }] : [];
  const step = stepOf(desk, whole, {
    events: happened(ledger.at, { kind: 'desk' }, ...restricted, ...facts),
    effects: [],
    tasks,
    ledger: { ...ledger, class: 'appended', cause: 'part', caseId: whole.id },
  });
  return [step, ...children];
}

/**
 * A whole above a case that was alone until now. The case stays what it is, with its promises, its process and what was done,
 * and becomes the first part; its requester has its number already, and is not written to again.
 */
async function adopted(
  desk: Ports,
  alone: Member,
  further: Further,
  parts: readonly AskedPart[],
): Promise<Step[]> {
  const { of } = alone;
  const { ledger } = further;
  const [department = of.department] = departmentsOf(desk, alone);
  const first = { department, placement: of };
  const asked = [first, ...parts].map((part) => desk.catalogue.department(part.department));
  const place = forSeveral(desk.catalogue, asked);
  const placement = { ...place, confidential: place.confidential || of.confidential };
  const matter = { ...matterOf(of, further), placement };
  const whole = named(desk, placement);
  const taskRef = desk.ids.ref();
  const own = waiting(desk, whole, matter, first, of, taskRef);
  const { tasks, facts, children } = await asking(desk, whole, matter, parts);
  const row = { ...ledger, class: 'appended' as const, cause: 'part', caseId: whole.id };
  const questions = { tasks: [own.change, ...tasks], facts: [own.fact, ...facts] };
  // Its mail came when the first copy did, and what is promised from end to end counts from then (L1).
  const above = beginning(desk, whole, { ...matter, at: of.openedAt }, questions, row);
  const counted = above.after.clocks.e2e !== undefined && of.clocks.e2e !== undefined;
  const ended: CaseFact[] = counted ? [{ type: 'ClockCancelled', clock: 'e2e', cause: 'part' }] : [];
  const becomes: CaseFact = { type: 'CaseAdopted', other: whole.id, taskRef };
  return [
    above,
    stepOf(desk, of, { events: happened(ledger.at, { kind: 'desk' }, ...ended, becomes), effects: [] }),
    ...children,
  ];
}

/**
 * Asks departments for their part of a matter that another copy of its mail has opened already, so that a mail is one
 * matter with a part for each department however its copies arrive (E17, P6). Answers with those that were not asked, because
 * the matter is over or somebody is in need: what they are to do is a matter of its own. All of it is one write with the copy's
 * row in the books. Refuses `duplicate` where that row stands, and `stale-version` after six lost races (V2).
 */
export async function askAlso(
  desk: Ports,
  caseId: string,
  further: Further,
  parts: readonly AskedPart[],
): Promise<readonly AskedPart[]> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await desk.cases.find(caseId);
    if (found === undefined) throw new Error(`case ${caseId} is in the books and not there`);
    const top = (found.parent && (await desk.cases.find(found.parent.caseId))) ?? found;
    const [first, ...others] = await members(desk, top);
    const known = new Set([first, ...others].flatMap((each) => departmentsOf(desk, each)));
    const missing = parts.filter(({ department }) => !known.has(department));
    if (missing.length === 0 || isOver(top) || isUrgent(top)) return missing;
    try {
      await desk.cases.appendAll(
        isWhole(top)
          ? await enlarged(desk, top, further, missing)
          : await adopted(desk, first, further, missing),
      );
      return [];
    } catch (error) {
      const lost = isRefusal(error, 'conflict') || isRefusal(error, 'stale-version');
      if (!lost || attempt === ATTEMPTS) throw error;
    }
  }
}
