import type { Message } from '../intake/message.ts';
import type { Ports } from '../ports.ts';

/** Why mail to an address stopped: it came back for good, or its reader called it unwanted. */
export type StopCause = 'bounce' | 'complaint';

/** An address the desk writes nothing to for a while, and when somebody last wrote from it (E6). */
export type Suppression = Readonly<{
  cause: StopCause;
  /** When the newest bounce or complaint happened, by the mail provider's clock. */
  since: string;
  until: string;
  /** A verified person wrote from the address after all: it is read. */
  heardAt?: string;
}>;

/** Days without mail to an address, unless its owner writes first (E6). */
const DAYS = 60;

const DAY = 86_400_000;

/**
 * What stands after a bounce or complaint. The same as before for what is repeated, late, or overtaken by a mail of the
 * person: events come twice and in any order.
 */
export function stopped(before: Suppression | undefined, cause: StopCause, at: string): Suppression {
  const next = { cause, since: at, until: new Date(Date.parse(at) + DAYS * DAY).toISOString() };
  if (before === undefined) return next;
  return overtaken(before, at) || before.since >= at ? before : next;
}

/** Whether somebody wrote from the address after this happened, so that it says nothing any more. */
export const overtaken = (found: Suppression | undefined, at: string): boolean =>
  found?.heardAt !== undefined && found.heardAt >= at;

/** Whether nothing is sent: after a bounce no mail at all, after a complaint none that the desk writes by itself (E6). */
export const stops = (found: Suppression | undefined, now: string, byPerson = false): boolean =>
  found !== undefined &&
  found.heardAt === undefined &&
  found.until > now &&
  !(byPerson && found.cause === 'complaint');

/**
 * Whether the desk may not write to the sender of a mail by itself. A person's authenticated mail ends that: whoever
 * writes can be written to (E6). Nobody else's mail does, and no mail begins it, so that no forged one silences anybody.
 */
export async function isStopped(desk: Ports, { from, automation, verdicts }: Message): Promise<boolean> {
  if (from === undefined || automation.kind !== 'human') return false;
  const found = await desk.suppressions.find(from.address);
  const now = desk.now();
  if (!stops(found, now)) return false;
  if (verdicts.dmarc !== 'pass' || verdicts.spam === 'fail' || verdicts.virus === 'fail') return true;
  if (found !== undefined) await desk.suppressions.keep(from.address, found, { ...found, heardAt: now });
  return false;
}
