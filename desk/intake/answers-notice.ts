import type { Ports } from '../ports.ts';
import { domainOf } from './addresses.ts';
import type { Message } from './message.ts';
import { caseOfMessageId } from './tokens.ts';

/**
 * The mails of ours that only people who work on a case or are asked something about it get: their ids end in these words.
 * What a requester is asked ends in `task` too; their own words are theirs whatever they answer.
 */
const NOTICE =
  /^\d+-(?:new-message|reopened|continued|returned|stopped|undelivered|escalated|sla-|task|wish-task|vote-|remind-|decided-|reply-)/;

/**
 * Whether a mail answers a notice to whoever works on a case: what it says is for colleagues, and becomes a note (E15).
 * The newest of our own mails that it names decides; ids of others say nothing.
 */
export async function answersNotice(
  desk: Ports,
  { automation, inReplyTo, references }: Message,
): Promise<boolean> {
  if (automation.kind !== 'human') return false;
  const domain = domainOf(desk.settings.frontDoor) ?? '';
  const keys = await desk.keys();
  for (const id of [...inReplyTo, ...references.toReversed()]) {
    const ours = caseOfMessageId(id, domain, keys);
    if (ours !== undefined) return NOTICE.test(ours.articleId);
  }
  return false;
}
