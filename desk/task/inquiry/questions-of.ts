import type { Case } from '../../case/case.ts';
import { inZone } from '../../delivery/wording.ts';
import type { Ports } from '../../ports.ts';
import type { Task } from '../task.ts';
import { type Inquired, inquiriesOf, isInquired, maySee } from './inquiry.ts';

/** What a requester was asked about one topic, and what they said: what a page of theirs, or a team, may list (row 38). */
export type PutQuestion = Readonly<{
  topic: string;
  /** As it was asked first. */
  question: string;
  /** Every team or role that asked it, in the order they did. */
  askedBy: readonly string[];
  askedAt: string;
  /** The requester has not answered yet: at most one question of a topic is. */
  open: boolean;
  /** The newest answer, absent as long as there is none. */
  answer?: string;
  answeredAt?: string;
  /** It was asked again although it had been answered. */
  again?: true;
}>;

function putOf(topic: string, rows: readonly Inquired[]): PutQuestion {
  const [first] = rows;
  const answered = rows.findLast(({ answer }) => answer?.outcome === 'answered');
  const known = answered ?? rows.findLast(({ answer }) => answer?.outcome === 'known');
  return {
    topic,
    question: first?.question ?? '',
    askedBy: [
      ...new Set([
        ...(first?.inquiry.first ? [first.inquiry.first.by] : []),
        ...rows.map(({ inquiry }) => inquiry.by),
      ]),
    ],
    askedAt: first?.askedAt ?? '',
    open: rows.some(({ state }) => state === 'asked'),
    ...(known?.answer !== undefined && {
      answer: known.answer.comment ?? '',
      answeredAt: known.inquiry.first?.answeredAt ?? known.answer.at,
    }),
    ...(rows.some(({ inquiry }) => inquiry.again) && { again: true as const }),
  };
}

/** Who asked the requester what, and what they answered, one entry for each topic, oldest first. Pure: of the rows of a case, whatever is none is left out. */
export function questionsOf(tasks: readonly Task[]): readonly PutQuestion[] {
  const asked = tasks.filter(isInquired).filter(({ answer }) => answer?.outcome !== 'enough');
  const topics = [...new Set(asked.map(({ inquiry }) => inquiry.topic))];
  return topics.map((topic) =>
    putOf(
      topic,
      asked.filter(({ inquiry }) => inquiry.topic === topic),
    ),
  );
}

/** What may be shown at once (letters): the newest answers, where there are more. */
const LONGEST_SHOWN = 4000;

/** What the requester has answered so far in a case, as a team of it reads it before it asks; undefined where nothing was. */
export async function answersShown(
  desk: Pick<Ports, 'tasks' | 'catalogue'>,
  found: Case,
): Promise<string | undefined> {
  if (found.inquired === undefined) return undefined;
  const day = (instant: string) => inZone(desk.catalogue, found.department, instant);
  const own = (await inquiriesOf(desk, found)).filter(
    (task) => task.caseId === found.id && maySee(found, task),
  );
  const lines = questionsOf(own).flatMap(({ question, askedBy, answer, answeredAt = '' }) =>
    answer === undefined
      ? []
      : [`“${question}” (asked by: ${askedBy.join(', ')}) Answered on ${day(answeredAt)}: ${answer}`],
  );
  return lines.length === 0 ? undefined : lines.join('\n').slice(-LONGEST_SHOWN);
}
