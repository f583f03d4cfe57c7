import { change } from '#desk/case/commit.ts';
import { receive } from '#desk/case/receive.ts';
import { resolveCase } from '#desk/case/resolve-case.ts';
import { hash } from '#desk/intake/book.ts';
import { type Faults, unlessRefused, type World } from './world.ts';

const HOUR = 3_600_000;

/** What becomes of cases after they were resolved: some requesters write again, and somebody of the department sees to it. */
export function afterwards({ ports, rows, now, plan, lifeOf }: World, faults: Faults) {
  /** A reply to the last mail of a case, within the days in which it is taken up again. */
  async function replies(caseId: string, text: string, gratitude: boolean): Promise<void> {
    const { requester, status } = rows.heads.get(caseId) ?? {};
    if (requester === undefined || status !== 'resolved') return;
    const body = `messages/${caseId}-afterwards-${now()}`;
    await ports.bodies.put(body, { text });
    const ledger = { key: hash(body), at: rows.now };
    const arrived = { from: requester.address, body, verified: true, byToken: true, gratitude, ledger };
    await change(ports, caseId, (found) => receive(ports, found, arrived));
  }

  /** What is opened again is people's work: its process has ended. */
  async function seesTo(caseId: string): Promise<void> {
    const events = (await ports.cases.history(caseId)).flatMap((commit) => commit.events);
    const before = events.findLast((event) => event.type === 'CaseResolved');
    const outcome = before?.type === 'CaseResolved' ? before.outcome : 'done';
    const by = { kind: 'agent' as const, id: 'agent@corp.example' };
    await unlessRefused(
      faults,
      'opened again and not resolved',
      resolveCase(ports, caseId, by, { outcome, text: 'Now it is.' }),
    );
  }

  return {
    /** The requester reads that their matter is done. */
    resolved: (caseId: string): void => {
      const { random } = lifeOf(caseId);
      const drawn = random.next();
      const later = now() + random.between(1, 60) * HOUR;
      if (drawn < 0.06) plan(later, () => replies(caseId, 'It is still broken.', false));
      else if (drawn < 0.12) plan(later, () => replies(caseId, 'Thank you!', true));
    },
    /** The team reads that a matter was opened again. */
    reopened: (caseId: string): void =>
      plan(now() + lifeOf(caseId).random.between(1, 120) * HOUR, () => seesTo(caseId)),
  };
}
