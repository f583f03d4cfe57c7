import type { Effect } from '../delivery/effect.ts';
import { DeskError } from '../errors.ts';
import { domainOf } from '../intake/addresses.ts';
import type { Ports } from '../ports.ts';
import { managersAbove } from '../task/approval/seats.ts';
import { linesOf, maySecond, type Viewer, viewOf, viewThroughGlass } from './authorise.ts';
import type { Case } from './case.ts';
import { change } from './commit.ts';
import { type CaseEvent, happened } from './events.ts';
import { type Glass, type SeenThroughGlass, standing } from './glass.ts';
import { groupAddress } from './receive.ts';

const HOUR = 3_600_000;

/** So long a second person may agree, in milliseconds: whoever needs it tomorrow asks tomorrow. */
const MAY_AGREE = 24 * HOUR;

/** What somebody asks who may not see a case: what of it, for how many hours, why, and who is to agree. */
export type GlassWish = Readonly<{
  caseId: string;
  what: SeenThroughGlass;
  hours: number;
  reason: string;
  second: string;
}>;

/** What was asked, as its asker and the second person know it. */
export type GlassReceipt = Readonly<{ grant: string; status: 'asked' | 'agreed'; until: string }>;

const NOT_YOURS = 'there is no such request, or it is not yours';
const notThere = () => new DeskError('case-not-found', NOT_YOURS);

const grantOf = (caseId: string, ref: string) => `${caseId}.${ref}`;

/** The notice to the people whose case it is: with every request and every agreement, before anything is read. */
const notice = (desk: Ports, found: Case, state: 'asked' | 'agreed', glass: Glass): Effect => {
  const { team } = desk.catalogue.department(found.department).groups;
  const { by, second, lines, what, hours, reason, until } = glass;
  return {
    kind: 'mail',
    id: `${found.id}-${found.version + 1}-glass`,
    to: [groupAddress(desk, team)],
    template: 'glass',
    values: { state, by, second, lines: lines.join(', '), what, hours: String(hours), reason, until },
  };
};

function checkWish(desk: Ports, viewer: Viewer, { second }: GlassWish): readonly string[] {
  const lines = linesOf(viewer, desk.catalogue);
  if (lines.length === 0)
    throw new DeskError('not-allowed', 'only staff of the desk or a department may ask');
  const ours = desk.settings.companyDomains.includes(domainOf(second) ?? '');
  if (ours && second !== viewer.sub) return lines;
  const message = ours ? 'should be somebody else' : 'should be one of our people';
  throw new DeskError('invalid', `second ${message}`, { faults: [{ pointer: '/second', message }] });
}

/**
 * Asks to read a case that is not the asker's to see (row 28). It opens nothing: it is recorded in the case, told to its people,
 * and lapses within a day unless the second person agrees. Whether there is such a case, the answer does not say. Repeating is
 * safe: who has asked already is answered with that. Refuses `not-allowed` for whoever is no staff or may see the case
 * anyway, and `invalid` for a second person who is none.
 */
export async function askThroughGlass(desk: Ports, viewer: Viewer, wish: GlassWish): Promise<GlassReceipt> {
  const lines = checkWish(desk, viewer, wish);
  const { caseId, second, what, hours, reason } = wish;
  const ref = desk.ids.ref();
  const until = new Date(Date.parse(desk.now()) + MAY_AGREE).toISOString();
  const after = await change(desk, caseId, (found) => {
    if (viewOf(viewer, found) !== 'none')
      throw new DeskError('not-allowed', 'you see this case as it is yours to see it');
    if (Object.values(standing(found, desk.now())).some(({ by }) => by === viewer.sub)) return undefined;
    const asked = { second, lines, what, hours, reason, until };
    const by = { kind: 'agent' as const, id: viewer.sub };
    return {
      events: happened(desk.now(), by, { type: 'GlassAsked', ref, ...asked }),
      effects: [notice(desk, found, 'asked', { by: viewer.sub, ...asked })],
    };
  });
  const own = after && Object.entries(standing(after, desk.now())).find(([, { by }]) => by === viewer.sub);
  if (own === undefined) return { grant: grantOf(caseId, ref), status: 'asked', until };
  const [asked, glass] = own;
  return { grant: grantOf(caseId, asked), status: glass.agreed ? 'agreed' : 'asked', until: glass.until };
}

/** Whether one of two people is above the other in the company. */
async function inOneLine(desk: Ports, one: string, other: string): Promise<boolean> {
  const [above, below] = await Promise.all([managersAbove(desk, one), managersAbove(desk, other)]);
  return above.includes(other) || below.includes(one);
}

async function checkSecond(desk: Ports, found: Case, glass: Glass, viewer: Viewer): Promise<void> {
  const refuse = (message: string) => {
    throw new DeskError('not-allowed', message);
  };
  if (!maySecond(viewer, found, glass, desk.catalogue))
    refuse('the second person leads another line than the asker, and is not whom the case is about');
  if (await inOneLine(desk, glass.by, viewer.sub)) refuse('nobody agrees to what their own line asks');
}

const splitGrant = (grant: string) => {
  const [caseId = '', ref = ''] = grant.split('.');
  return { caseId, ref };
};

/**
 * The second person agrees: from now on the asker may read what they asked for, for as many hours as they asked. Its people are
 * told in the same write. Repeating is safe: what is agreed stays as it is. Refuses `case-not-found` for everybody but the one
 * who was named, `not-allowed` for one who may not agree, and `conflict` once it has lapsed.
 */
export async function agreeToGlass(desk: Ports, viewer: Viewer, grant: string): Promise<GlassReceipt> {
  const { caseId, ref } = splitGrant(grant);
  const after = await change(desk, caseId, async (found) => {
    const glass = found.glass?.[ref];
    if (glass === undefined || glass.second !== viewer.sub) throw notThere();
    if (Date.parse(glass.until) <= Date.parse(desk.now()))
      throw new DeskError('conflict', 'this has lapsed; whoever still needs it asks again');
    if (glass.agreed) return undefined;
    await checkSecond(desk, found, glass, viewer);
    const until = new Date(Date.parse(desk.now()) + glass.hours * HOUR).toISOString();
    const by = { kind: 'agent' as const, id: viewer.sub };
    return {
      events: happened(desk.now(), by, { type: 'GlassBroken', ref, until }),
      effects: [notice(desk, found, 'agreed', { ...glass, until })],
    };
  });
  const glass = after?.glass?.[ref];
  if (glass === undefined) throw notThere();
  return { grant, status: 'agreed', until: glass.until };
}

/** What is read through broken glass: the case, what of it, until when, and what happened in it. */
export type ReadThroughGlass = Readonly<{
  found: Case;
  what: SeenThroughGlass;
  until: string;
  history: readonly CaseEvent[];
}>;

/**
 * Reads a case through broken glass, and changes nothing in it but its record: that it was read is written down before
 * anything is. Refuses `case-not-found` for everybody else, and for the asker before it is agreed to and after its time.
 */
export async function readThroughGlass(
  desk: Ports,
  viewer: Viewer,
  grant: string,
): Promise<ReadThroughGlass> {
  const { caseId, ref } = splitGrant(grant);
  const found = await change(desk, caseId, (seen) => {
    if (viewThroughGlass(viewer, seen, ref, desk.now()) === 'none') throw notThere();
    if (seen.glass?.[ref]?.read) return undefined;
    const by = { kind: 'agent' as const, id: viewer.sub };
    return { events: happened(desk.now(), by, { type: 'GlassReadThrough', ref }), effects: [] };
  });
  const what = found === undefined ? 'none' : viewThroughGlass(viewer, found, ref, desk.now());
  if (found === undefined || what === 'none') throw notThere();
  const history = (await desk.cases.history(found.id)).flatMap(({ events }) => events);
  return { found, what, until: found.glass?.[ref]?.until ?? '', history };
}
