import { isRefusal } from '../errors.ts';
import { hash } from '../intake/book.ts';
import type { Ports } from '../ports.ts';
import { OTHERWISE } from '../routing/otherwise.ts';
import { settleRoute } from '../routing/roll-out.ts';
import { placementOf } from '../routing/route.ts';
import type { Placement } from './events.ts';
import { openCase } from './open-case.ts';
import { openShadow } from './open-shadow.ts';
import { isSuperseded } from './stop-process.ts';

/**
 * Opens the ordinary case of a message that only sounded like distress, as if it had just come: where its words would have
 * led, with the acknowledgement everybody gets. It is a case of its own, so that nobody there learns that people of care
 * looked at it; where that department does not take part yet, the desk's first line has it, as of every message.
 * Repeating is safe: it has a row in the ledger by the case it comes from. An execution whose place another one has taken
 * hands nothing on.
 */
export async function handOn(desk: Ports, caseId: string, execution?: string): Promise<void> {
  const found = await desk.cases.find(caseId);
  const [department = '', service = ''] = (found?.facts[OTHERWISE] ?? '').split('/');
  if (found === undefined || department === '') return;
  if (execution !== undefined && isSuperseded(found, execution)) return;
  const { channel, requester, subject, body, verified, submitter, firstMessageId } = found;
  const meant = placementOf(
    desk.catalogue.department(department),
    desk.catalogue.service(department, service),
    { reason: 'matched', score: 0, because: [] },
  );
  const { placement, shadow } = settleRoute(desk.catalogue, meant, requester.address);
  const matter = (at: Placement) => ({
    channel,
    requester,
    subject,
    body,
    verified,
    ...(submitter !== undefined && { submitter }),
    ...(firstMessageId !== undefined && { messageId: firstMessageId }),
    placement: at,
    acknowledge: verified,
    ledger: { key: hash(`handed-on\n${caseId}`), at: desk.now() },
  });
  try {
    if (shadow !== undefined) await openShadow(desk, matter(shadow));
    await openCase(desk, matter(placement));
  } catch (error) {
    if (!isRefusal(error, 'duplicate')) throw error;
  }
}
