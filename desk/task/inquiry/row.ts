import type { Case } from '../../case/case.ts';
import { hears } from '../../case/children.ts';
import type { CaseFact } from '../../case/events.ts';
import { isQuiet } from '../../case/quiet.ts';
import { groupAddress } from '../../case/receive.ts';
import type { Ports } from '../../ports.ts';
import { aboutOf } from '../about.ts';
import type { Question } from '../ask.ts';
import type { Asked } from '../task.ts';
import { INQUIRY_OUTCOMES, type Inquired } from './inquiry.ts';

/** No question is longer (letters). */
const LONGEST_QUESTION = 1000;

/** A free question of a process to the requester of its case. */
export type Inquiring = Pick<
  Question,
  'caseId' | 'execution' | 'state' | 'entered' | 'version' | 'token' | 'question' | 'hours'
> &
  Readonly<{
    /** What it is about, where its process says so; otherwise its words say it. */
    topic?: string;
    /** Who asks, in words. */
    by: string;
    /** The person whose own words it is; absent where a process asks. */
    person?: string;
    /** Whoever asks knows the earlier answer and needs another. */
    again?: boolean;
  }>;

/** Who is asked: the requester; where the desk says nothing to them (E4, row 14), or they hear through the whole, the department finds out. */
const askedOf = (desk: Ports, found: Case): Asked =>
  hears(desk.catalogue, found) && !isQuiet(found)
    ? { kind: 'person', address: found.requester.address }
    : {
        kind: 'group',
        group: 'team',
        address: groupAddress(desk, desk.catalogue.department(found.department).groups.team),
      };

/** A question to the requester as its row keeps it. */
export function rowOf(desk: Ports, found: Case, asked: Inquiring, ref: string, topic: string): Inquired {
  const at = desk.now();
  return {
    ref,
    caseId: found.id,
    department: found.department,
    state: 'asked',
    of: askedOf(desk, found),
    name: asked.state,
    visit: asked.entered,
    question: asked.question.trim().slice(0, LONGEST_QUESTION),
    outcomes: INQUIRY_OUTCOMES,
    fields: [],
    shown: {},
    sequence: found.version + 1,
    processVersion: asked.version,
    about: aboutOf(found),
    askedAt: at,
    expiresAt: new Date(Date.parse(at) + asked.hours * 3_600_000).toISOString(),
    token: asked.token,
    inquiry: { topic, by: asked.by, ...(asked.again === true && { again: true as const }) },
  };
}

/** That it was put, as the history says it; while somebody is waited for, what does not count waits with them. */
export const told = (row: Inquired, waits: boolean): CaseFact & { type: 'TaskAsked' } => ({
  type: 'TaskAsked',
  ref: row.ref,
  state: row.name,
  visit: row.visit,
  of: 'address' in row.of ? row.of.address : '',
  expires: row.expiresAt,
  version: row.processVersion,
  topic: row.inquiry.topic,
  ...(row.inquiry.again && { again: true as const }),
  ...(row.inquiry.joins !== undefined &&
    row.inquiry.joins.caseId !== row.caseId && { elsewhere: true as const }),
  ...(waits && row.of.kind === 'person' && { waits: 'waiting-requester' as const }),
});
