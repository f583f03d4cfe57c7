import type { Catalogue } from '../department.ts';
import type { Case } from './case.ts';
import type { CaseEvent } from './events.ts';
import type { Glass, SeenThroughGlass } from './glass.ts';
import { isQuiet } from './quiet.ts';

/** Someone who asks the desk for something, as their token says. */
export type Viewer = Readonly<{ sub: string; groups: readonly string[] }>;

/** What a viewer may see of a case: everything, what its requester sees, or not even that it exists. */
export type View = 'agent' | 'requester' | 'none';

/**
 * The one place that says who may see a case. Its department's people see all of it; `desk` agents see what is not
 * confidential; its requester and participants see their own words and ours; the platform team sees no content (row 28).
 */
export function viewOf(
  viewer: Viewer,
  of: Pick<Case, 'department' | 'confidential' | 'requester' | 'participants' | 'shadow'>,
): View {
  if (viewer.groups.includes(of.department)) return 'agent';
  if (!of.confidential && viewer.groups.includes('desk')) return 'agent';
  // Nobody outside hears of what only plays along (row 65).
  if (of.shadow) return 'none';
  return viewer.sub === of.requester.address || (!of.confidential && of.participants.includes(viewer.sub))
    ? 'requester'
    : 'none';
}

/**
 * Whether a viewer may know that a department has open cases, and nothing of them: the first line of the desk, of people in
 * distress, so that whoever takes their call knows that somebody is with them (row 14).
 */
export const mayCount = (
  viewer: Viewer,
  department: Readonly<{ services: readonly Pick<Case, 'kind'>[] }>,
): boolean => viewer.groups.includes('desk') && department.services.every(isQuiet);

/** Whether a viewer may list a department's queue. */
export const mayList = (
  viewer: Viewer,
  department: Readonly<{ id: string; confidential: boolean }>,
): boolean =>
  viewer.groups.includes(department.id) || (!department.confidential && viewer.groups.includes('desk'));

/**
 * What of a department's figures a viewer may read: with the cases behind them, the numbers alone, or nothing. Whoever heads
 * services across departments, the desk and the platform team read numbers and no case (row 29); in distress nobody is a figure.
 */
export function viewOfReport(
  viewer: Viewer,
  department: Readonly<{ id: string; confidential: boolean; services: readonly Pick<Case, 'kind'>[] }>,
): 'cases' | 'numbers' | 'none' {
  if (department.services.every(isQuiet)) return 'none';
  if (mayList(viewer, department)) return 'cases';
  return ['service-head', 'desk', 'platform'].some((group) => viewer.groups.includes(group))
    ? 'numbers'
    : 'none';
}

/** Groups of people who work for all departments, or answer for what they do. */
const ABOVE = ['desk', 'platform', 'service-head'];

/** The lines of the company that somebody's token names: departments whose people they are, and those across them (row 29). */
export const linesOf = (
  { groups }: Viewer,
  { departments }: Pick<Catalogue, 'departments'>,
): readonly string[] => [
  ...departments
    .filter(
      (each) => groups.includes(each.id) || Object.values(each.groups).some((name) => groups.includes(name)),
    )
    .map(({ id }) => id),
  ...ABOVE.filter((line) => groups.includes(line)),
];

const isLedBy = ({ groups }: Viewer, { lead }: Readonly<{ lead: string }>) => groups.includes(lead);

/** Whether somebody may see how a department's own system fares, and switch it on again (W3): its lead and the platform team. */
export const maySeeToSystem = (
  viewer: Viewer,
  department: Readonly<{ groups: Readonly<{ lead: string }> }>,
): boolean => viewer.groups.includes('platform') || isLedBy(viewer, department.groups);

/**
 * Whether somebody who may see a message may have the mail it came as (E12). A requester has the originals of what they wrote
 * themselves: what others wrote may quote what was not for them. Of what only plays along the case itself has the mail (row 65).
 */
export function mayHaveOriginal(
  { sub }: Viewer,
  { shadow }: Pick<Case, 'shadow'>,
  view: View,
  carriers: readonly CaseEvent[],
): boolean {
  if (shadow === true || view === 'none') return false;
  if (view === 'agent') return true;
  return carriers.some(
    (event) =>
      (event.type === 'CaseOpened' && event.requester.address === sub) ||
      ((event.type === 'MessageReceived' || event.type === 'MessageShared') && event.from === sub),
  );
}

/**
 * Whether somebody may agree that another person reads a case which is not theirs to see (row 28): another person, who leads a
 * department or services, of no line that the asker is of, and not whom the case is about or names; in distress the lead of the people
 * who listen, and nobody else (row 14).
 */
export function maySecond(
  viewer: Viewer,
  of: Pick<Case, 'department' | 'kind' | 'requester' | 'submitter' | 'facts'>,
  { by, lines }: Pick<Glass, 'by' | 'lines'>,
  catalogue: Pick<Catalogue, 'departments' | 'department'>,
): boolean {
  const named = Object.values(of.facts).map((value) => value.trim().toLowerCase());
  const concerned = [by, of.requester.address, of.submitter, ...named];
  if (concerned.includes(viewer.sub)) return false;
  if (linesOf(viewer, catalogue).some((line) => lines.includes(line))) return false;
  if (isQuiet(of)) return isLedBy(viewer, catalogue.department(of.department).groups);
  return (
    viewer.groups.includes('service-head') ||
    catalogue.departments.some(({ groups }) => isLedBy(viewer, groups))
  );
}

/**
 * What of a case somebody may read through broken glass: what they asked for, once a second person has agreed and until its time
 * is over. It opens this one door; every other goes by `viewOf`, as if nothing were broken.
 */
export function viewThroughGlass(
  { sub }: Viewer,
  { glass = {} }: Pick<Case, 'glass'>,
  ref: string,
  at: string,
): SeenThroughGlass | 'none' {
  const found = Object.hasOwn(glass, ref) ? glass[ref] : undefined;
  if (found?.agreed !== true || found.by !== sub || Date.parse(found.until) <= Date.parse(at)) return 'none';
  return found.what;
}
