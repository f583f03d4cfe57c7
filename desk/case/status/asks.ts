import { inList } from '../../delivery/wording.ts';
import type { Catalogue } from '../../department.ts';
import { isInquired } from '../../task/inquiry/inquiry.ts';
import { questionsOf } from '../../task/inquiry/questions-of.ts';
import type { Task } from '../../task/task.ts';
import type { CaseEvent } from '../events.ts';
import { checkFields } from '../fields/check-fields.ts';
import { fieldsOf } from '../fields/missing.ts';
import { isTheirs } from './ball.ts';
import { listed } from './roles.ts';
import type { Answered, Known, OpenAsk } from './status.ts';

/** The newest words of a person to the requester that wait for an answer. */
const waitingWords = ({ of, commits }: Known): CaseEvent | undefined =>
  of.status !== 'waiting'
    ? undefined
    : commits
        .flatMap(({ events }) => events)
        .findLast((event) => event.type === 'MessageSent' && event.waiting && event.body !== undefined);

/** What its service still misses, each by its label; the question itself where nothing of it is a field. */
function missingIn({ fields, question, askedAt, expiresAt }: Task, { of }: Known, now: string) {
  const missing = checkFields(fields, of.facts, now).faults.map(({ field }) => field.label);
  return (missing.length > 0 ? missing : [question]).map((topic) => ({ topic, askedAt, expiresAt }));
}

/** What the requester was asked and has not answered, one for each topic however many teams asked it (row 38). */
export function asksOf(catalogue: Catalogue, known: Known, now: string): OpenAsk[] {
  const { of, tasks, inquired } = known;
  const when = (instant: string) => inList(catalogue, of.department, instant);
  const fields = tasks
    .filter((task) => isTheirs(task, of) && !isInquired(task))
    .flatMap((task) => missingIn(task, known, now))
    .map(({ topic, askedAt, expiresAt }) => ({
      topic,
      since: askedAt,
      until: expiresAt,
      label: `until ${when(expiresAt)}`,
    }));
  const questions = questionsOf(inquired)
    .filter(({ open }) => open)
    .map(({ question, askedBy, askedAt }) => ({
      topic: question,
      since: askedAt,
      label: `asked by ${listed(askedBy)}, ${when(askedAt)}`,
    }));
  const written = waitingWords(known);
  const all: OpenAsk[] = [
    ...fields,
    ...questions,
    ...(written === undefined
      ? []
      : [{ topic: 'What we wrote to you', since: written.at, label: `since ${when(written.at)}` }]),
  ];
  return all.filter(({ topic }, at) => all.findIndex((each) => each.topic === topic) === at);
}

/**
 * What the requester has said already: what its service needs to know, and what teams asked. What they said of somebody
 * else, and what only the department may read, is named and not repeated (A10).
 */
export function answeredOf(catalogue: Catalogue, { of, inquired }: Known): Answered[] {
  const fields = fieldsOf(catalogue, of).flatMap((field): Answered[] => {
    const answer = of.facts[field.name];
    if (answer === undefined || answer === '') return [];
    const own = field.confidential !== true && field.type !== 'person';
    return [own ? { topic: field.label, answer } : { topic: field.label }];
  });
  const questions = questionsOf(inquired).flatMap(({ question, answer, open }): Answered[] =>
    answer === undefined || open ? [] : [{ topic: question, answer }],
  );
  return [...fields, ...questions];
}
