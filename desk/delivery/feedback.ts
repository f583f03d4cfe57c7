import type { Ports } from '../ports.ts';
import { bookReturned } from './book-returned.ts';
import { overtaken, type StopCause, stopped } from './suppression.ts';

/** What the mail provider tells of a mail that it took from us and somebody did not get, or did not want. */
export type Feedback = Readonly<{
  /** `later` is a failure that says nothing of the next mail: a full mailbox, an absence, a refusal of this one. */
  kind: StopCause | 'later';
  /** Whom it is about, in lower case. */
  addresses: readonly string[];
  /** When it happened, by the provider's clock. */
  at: string;
  status?: string;
  /** The mail of ours it is about, as we named it when we handed it over. */
  mail?: Readonly<{ caseId: string; id: string }>;
}>;

async function note(desk: Ports, { kind, status, mail }: Feedback): Promise<void> {
  const found = mail && (await desk.deliveries.find(mail.id));
  if (found === undefined || found.caseId !== mail?.caseId || found.state === 'returned') return;
  await desk.deliveries.keep({
    ...found,
    ...(kind !== 'later' && { state: 'returned' }),
    note: [kind, status].filter(Boolean).join(' '),
  });
}

/**
 * Takes in that a mail of ours came back or was unwelcome (E6): the address gets no mail for a while, its case says so,
 * and the case's owner hears of it once. Told only by the mail provider: what arrives by mail proves nothing. Repeating
 * is safe, and so is any order: see `stopped` and `bookReturned`.
 */
export async function takeFeedback(desk: Ports, feedback: Feedback): Promise<void> {
  const { kind, at, addresses, status, mail } = feedback;
  await note(desk, feedback);
  if (kind === 'later') return;
  for (const to of addresses) {
    const before = await desk.suppressions.find(to);
    if (overtaken(before, at)) continue;
    const next = stopped(before, kind, at);
    if (next !== before) await desk.suppressions.keep(to, before, next);
    if (mail === undefined) continue;
    const known = { to, cause: kind, mail: mail.id };
    await bookReturned(desk, mail.caseId, status === undefined ? known : { ...known, status });
  }
}
