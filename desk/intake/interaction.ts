import { mayList, type Viewer } from '../case/authorise.ts';
import type { Channel } from '../case/events.ts';
import { isQuiet } from '../case/quiet.ts';
import type { Department } from '../department.ts';
import { DeskError, isRefusal } from '../errors.ts';
import type { Ports } from '../ports.ts';

/** Somebody came by or called and was helped on the spot: what about, and which way. Who they were is nobody's business. */
export type Interaction = Readonly<{ department: string; topic: string; channel: Channel }>;

/** More of a day than this is not read for one answer. */
const MOST_ROWS = 20_000;

/** The department of a viewer; one that is not theirs is refused like one that does not exist, and distress is never counted. */
function mine(desk: Ports, viewer: Viewer, id: string): Department {
  const found = desk.catalogue.departments.find((each) => each.id === id);
  if (found === undefined || !mayList(viewer, found) || found.services.every(isQuiet))
    throw new DeskError('not-allowed', 'there is no such department, or it is not yours');
  return found;
}

/**
 * Writes down that somebody was helped on the spot, without a case (row 30); `key` is that of the telling, so the same told
 * twice is counted once. Answers whether it is new. Refuses `not-allowed`, and `invalid` for a topic that is none of the
 * department's services.
 */
export async function logInteraction(
  desk: Ports,
  viewer: Viewer,
  { department, topic, channel }: Interaction,
  key: string,
): Promise<boolean> {
  const { services } = mine(desk, viewer, department);
  if (!services.some(({ id, onlyAsPart }) => id === topic && onlyAsPart === undefined)) {
    const message = 'should be a service of the department';
    throw new DeskError('invalid', `topic ${message}`, { faults: [{ pointer: '/topic', message }] });
  }
  const cause = `${department}/${topic}/${channel}`;
  try {
    await desk.ledger.record({ key, at: desk.now(), class: 'interaction', cause });
    return true;
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
    return false;
  }
}

/** How many people a department helped on the spot on one day (`2026-12-31`), by topic, most first. Refuses as `logInteraction` does. */
export async function countInteractions(
  desk: Ports,
  viewer: Viewer,
  department: string,
  day: string,
): Promise<readonly Readonly<{ topic: string; count: number }>[]> {
  mine(desk, viewer, department);
  const counts = new Map<string, number>();
  let read = 0;
  for (let from: Parameters<Ports['ledger']['list']>[2]; ; ) {
    const { items, next } = await desk.ledger.list(day, 1_000, from);
    for (const { class: kind, cause = '' } of items) {
      const [of, topic = ''] = cause.split('/');
      if (kind === 'interaction' && of === department) counts.set(topic, (counts.get(topic) ?? 0) + 1);
    }
    read += items.length;
    if (next === undefined) break;
    if (read >= MOST_ROWS) throw new DeskError('too-large', 'that day has too many rows to be counted');
    from = next;
  }
  return [...counts]
    .map(([topic, count]) => ({ topic, count }))
    .sort((a, b) => b.count - a.count || (a.topic < b.topic ? -1 : 1));
}
