import type { Effect } from '../delivery/effect.ts';
import { domainOf } from '../intake/addresses.ts';
import { reopensTooOften } from '../intake/caps.ts';
import type { Talk } from '../intake/chat/talk.ts';
import type { LedgerEntry } from '../intake/ledger-entry.ts';
import type { Commit, Ports } from '../ports.ts';
import { type Case, isOver } from './case.ts';
import { reopenClocks, startClock } from './clocks.ts';
import { type Actor, type CaseFact, happened } from './events.ts';
import { resumeClocks } from './pauses.ts';
import { isQuiet, isUrgent } from './quiet.ts';

/** A message that was found to belong to a case. */
export type Arrived = Readonly<{
  from: string;
  body: string;
  messageId?: string;
  /** The sender's address was authenticated. */
  verified: boolean;
  /** The mail carries evidence only we can have made, so whoever sent it was sent our mail (E8). */
  byToken: boolean;
  /** The class of automated mail, which changes nothing but the record (C6). */
  automatic?: string;
  /** Nothing but thanks: praise, not a reason to begin again (P14). */
  gratitude: boolean;
  /** It was written to a case that was merged into this one; whether by the one who asked for that. */
  via?: Readonly<{ caseId: string; asks: boolean }>;
  /** It answers a notice that only people who work on the case get (E15). */
  internal?: boolean;
  /** The department takes a closed case up again for a reply that comes so soon (P14). */
  reopensClosed?: boolean;
  /** Where in a chat it was said. */
  chat?: Talk;
  ledger: Omit<LedgerEntry, 'class' | 'caseId'>;
}>;

/** Whether this message starts a resolved case anew: a person's words, more than thanks, and not the fourth within an hour (E10). */
const reopens = (
  found: Case,
  { automatic, gratitude, verified, byToken, ledger, reopensClosed = false }: Arrived,
) =>
  automatic === undefined &&
  !gratitude &&
  (verified || byToken) &&
  (found.status === 'resolved' || (found.status === 'closed' && reopensClosed)) &&
  (isUrgent(found) || !reopensTooOften(found.reopened, ledger.at));

/** A colleague who was passed our mail takes part from now on; a stranger, or anyone in a confidential matter, is heard and written nothing (P4). */
const mayTakePart = ({ settings }: Ports, found: Case, { from, verified, byToken, via }: Arrived) =>
  // Who was sent the mail of a merged case was sent nothing of this one.
  via === undefined &&
  verified &&
  byToken &&
  !found.confidential &&
  settings.companyDomains.includes(domainOf(from) ?? '');

/** Someone waits for an answer from now on, unless an earlier promise to answer is still running (L1). */
function awaited(desk: Ports, found: Case): CaseFact[] {
  const counting = ['firstResponse', 'nextResponse'].some(
    (clock) => found.clocks[clock]?.state === 'running',
  );
  return counting ? [] : startClock(desk.catalogue, found, 'nextResponse');
}

/** Words of a colleague to colleagues: neither the requester's own nor those of a stranger with a forwarded notice. */
const isForColleagues = ({ settings }: Ports, found: Case, { internal, verified, from }: Arrived) =>
  internal === true &&
  verified &&
  from !== found.requester.address &&
  settings.companyDomains.includes(domainOf(from) ?? '');

/** Kept as a note, which whoever asked never sees; it changes nothing, and its writer takes no part by it (E15). */
const noted = (found: Case, { from, body, ledger }: Arrived): Commit => ({
  events: happened(ledger.at, { kind: 'agent', id: from }, { type: 'NoteAdded', body }),
  effects: [],
  ledger: { ...ledger, class: 'appended', cause: 'note', caseId: found.id },
});

/**
 * What a message does to the case it belongs to: ends the waiting for it, reopens what was resolved, or is only kept
 * (automated mail, thanks). One commit with the mail's ledger row, so the same mail never does it twice.
 */
export function receive(desk: Ports, found: Case, arrived: Arrived): Commit {
  if (isForColleagues(desk, found, arrived)) return noted(found, arrived);
  const { from, body, messageId, verified, automatic, ledger, via, chat } = arrived;
  // Thanks of somebody in distress are words for people, not praise to be counted.
  const gratitude = arrived.gratitude && !isQuiet(found);
  const isRequester =
    from === found.requester.address && (verified || (arrived.byToken && via === undefined));
  const by: Actor =
    automatic === undefined
      ? { kind: isRequester ? 'requester' : 'participant', id: from }
      : { kind: 'desk' };
  const words: CaseFact = {
    type: 'MessageReceived',
    from,
    body,
    ...(messageId !== undefined && { messageId }),
    ...(automatic !== undefined && { automatic }),
    verified,
    ...(via !== undefined && { via: via.caseId }),
    ...(chat !== undefined && { chat }),
  };
  const asks = isRequester || (via?.asks === true && (verified || arrived.byToken));
  const known = isRequester || found.participants.includes(from);
  const facts: CaseFact[] = [words];
  const effects: Effect[] = [];
  if (automatic === undefined) {
    if (!known && mayTakePart(desk, found, arrived)) facts.push({ type: 'ParticipantJoined', address: from });
    if (gratitude && isOver(found)) facts.push({ type: 'KudosReceived', body });
    else if (reopens(found, { ...arrived, gratitude })) {
      facts.push({ type: 'CaseReopened', cause: 'reply' }, ...reopenClocks(desk.catalogue, found));
      // Whoever writes again waits for an answer again (L1).
      facts.push(...awaited(desk, found));
      effects.push(toTeam(desk, found, 'reopened'));
    } else if (!isOver(found)) {
      // Whoever answers ends the waiting, so the promise to solve goes on with it.
      if (found.status === 'waiting') facts.push(...resumeClocks(desk.catalogue, found, 'waiting-requester'));
      if (asks) facts.push(...awaited(desk, found));
      if (asks && (found.assignee !== undefined || isUrgent(found)))
        effects.push(toTeam(desk, found, 'new-message'));
    }
  }
  return {
    events: happened(ledger.at, by, ...facts),
    effects,
    ledger: {
      ...ledger,
      class: 'appended',
      caseId: found.id,
      ...(automatic !== undefined && { cause: automatic }),
    },
  };
}

/** A mail to whoever works on the case: its assignee, or its department's team. */
export function toTeam(desk: Ports, found: Case, template: 'reopened' | 'new-message' | 'continued'): Effect {
  const { team } = desk.catalogue.department(found.department).groups;
  return {
    kind: 'mail',
    id: `${found.id}-${found.version + 1}-${template}`,
    to: [found.assignee ?? groupAddress(desk, team)],
    template,
  };
}

/** The mail address of a group of the company. */
export function groupAddress({ settings }: Pick<Ports, 'settings'>, group: string): string {
  const [domain] = settings.companyDomains;
  if (domain === undefined) throw new Error('the company has no mail domain');
  return `${group}@${domain}`;
}
