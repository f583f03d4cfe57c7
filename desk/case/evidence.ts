import { createHash } from 'node:crypto';
import type { CommitRow } from '../ports.ts';
import type { Actor, CaseEvent } from './events.ts';

/** One thing that was asked in a case, and everything that was said to it (row 36). */
export type Decision = Readonly<{
  taskRef: string;
  /** The state of the process that asked, and by which version of it. */
  state: string;
  version?: string;
  of: string;
  askedAt: string;
  /** Where several have a vote: who voted, in whose place (A4), and when a change made the votes before count no more (A8). */
  votes: readonly Readonly<{ at: string; by: Actor; of: string; vote: string; comment?: string }>[];
  voided: readonly Readonly<{ at: string; fact: string }>[];
  end: 'answered' | 'expired' | 'withdrawn' | 'open';
  endedAt?: string;
  by?: Actor;
  outcome?: string;
  comment?: string;
}>;

const CLOSING = new Set<CaseEvent['type']>(['TaskAnswered', 'TaskExpired', 'TaskWithdrawn']);

function decisionOf(asked: CaseEvent & { type: 'TaskAsked' }, about: readonly CaseEvent[]): Decision {
  const { ref, state, version, of, at } = asked;
  const end = about.find(({ type }) => CLOSING.has(type));
  return {
    taskRef: ref,
    state,
    ...(version !== undefined && { version }),
    of,
    askedAt: at,
    votes: about.flatMap((event) =>
      event.type === 'VoteCast'
        ? [
            {
              at: event.at,
              by: event.by,
              of: event.of,
              vote: event.vote,
              ...(event.comment !== undefined && { comment: event.comment }),
            },
          ]
        : [],
    ),
    voided: about.flatMap((event) =>
      event.type === 'ApprovalVoided' ? [{ at: event.at, fact: event.fact }] : [],
    ),
    end: 'open',
    ...(end !== undefined && { endedAt: end.at, by: end.by }),
    ...(end?.type === 'TaskExpired' && { end: 'expired' }),
    ...(end?.type === 'TaskWithdrawn' && { end: 'withdrawn', comment: end.cause }),
    ...(end?.type === 'TaskAnswered' && {
      end: 'answered',
      outcome: end.outcome,
      ...(end.comment !== undefined && { comment: end.comment }),
    }),
  };
}

/** Everything that was asked in a case in the order it was asked, with who said what to it and when (row 36). */
export function decisionsOf(events: readonly CaseEvent[]): readonly Decision[] {
  const about = Map.groupBy(events, (event) => ('ref' in event ? event.ref : ''));
  return events
    .filter((event) => event.type === 'TaskAsked')
    .map((asked) => decisionOf(asked, about.get(asked.ref) ?? []));
}

/** A value as text that is the same however its fields were ordered: a table gives them back in any order. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

/** The seal of one commit: it holds for this commit and, through the seal before, for all that came before it. */
export type Seal = Readonly<{ version: number; seal: string }>;

/**
 * The seals of a history, SHA-256 in hex, oldest first. Whoever keeps an earlier export sees by its last seal that nothing
 * of what it told was changed, taken out or put in since: a history only grows (S3).
 */
export function sealsOf(commits: readonly CommitRow[]): readonly Seal[] {
  let before = '';
  return commits.map(({ version, events }) => {
    before = createHash('sha256')
      .update(canonical([before, version, events]))
      .digest('hex');
    return { version, seal: before };
  });
}
