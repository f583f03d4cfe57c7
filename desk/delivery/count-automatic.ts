import { change } from '../case/commit.ts';
import { happened } from '../case/events.ts';
import { MAIL_STOPPED } from '../case/own-facts.ts';
import { groupAddress } from '../case/receive.ts';
import { type AutomaticMail, type Caps, capReached } from '../intake/caps.ts';
import type { Ports } from '../ports.ts';

/** Tells whoever works on the case, in one write with the fact that makes a repetition do nothing. */
async function tell(desk: Ports, { caseId, recipient }: AutomaticMail): Promise<void> {
  await change(desk, caseId, (found) => {
    if (found.facts[MAIL_STOPPED] !== undefined) return undefined;
    const { team } = desk.catalogue.department(found.department).groups;
    return {
      events: happened(
        desk.now(),
        { kind: 'desk' },
        { type: 'FactRecorded', name: MAIL_STOPPED, value: recipient },
      ),
      effects: [
        {
          kind: 'mail',
          id: `${found.id}-${found.version + 1}-stopped`,
          to: [found.assignee ?? groupAddress(desk, team)],
          template: 'mail-stopped',
          values: { to: recipient },
        },
      ],
    };
  });
}

/**
 * Counts an automatic mail before it is sent, and once: an outage of the provider uses up no cap, however often the queue
 * tries. Answers with the cap that it would break, in which case it stays here and somebody is told: once a day for an
 * address, however many cases it has (E10). Repeating is safe: what was counted or told is remembered.
 */
export async function countAutomatic(desk: Ports, next: AutomaticMail): Promise<keyof Caps | undefined> {
  const earlier = await desk.automatic.find(next.recipient);
  if (earlier.some(({ mail, stopped }) => mail === next.mail && stopped !== true)) return undefined;
  const cap = capReached(next, earlier);
  if (cap === undefined) await desk.automatic.keep(next.recipient, earlier, next);
  else if (!earlier.some(({ stopped }) => stopped)) {
    await tell(desk, next);
    await desk.automatic.keep(next.recipient, earlier, { ...next, stopped: true });
  }
  return cap;
}
