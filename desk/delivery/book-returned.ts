import type { Case } from '../case/case.ts';
import { change } from '../case/commit.ts';
import { happened, type ReturnCause } from '../case/events.ts';
import { groupAddress } from '../case/receive.ts';
import type { Ports } from '../ports.ts';
import type { Effect } from './effect.ts';

/** A mail of a case that did not reach somebody. */
export type Returned = Readonly<{
  to: string;
  cause: ReturnCause;
  /** The effect that sent it, or was to. */
  mail: string;
  /** The status of the failing server, such as `5.1.1`; never its words, which may quote the mail. */
  status?: string;
}>;

/** Who hears of it: whoever works on the case, else the lead; nobody when it is they who cannot be reached. */
function ownerOf(desk: Ports, found: Case, to: string): string | undefined {
  const { team, lead } = desk.catalogue.department(found.department).groups;
  const unreachable = [...(found.unreachable ?? []), to];
  return [found.assignee ?? groupAddress(desk, team), groupAddress(desk, lead)].find(
    (address) => !unreachable.includes(address),
  );
}

/**
 * Books on a case that an address of it cannot be reached, and tells its owner. Once per address until somebody writes
 * from there again: the case remembers whom it cannot reach, so repeating is safe and no notice chases another.
 */
export async function bookReturned(desk: Ports, caseId: string, returned: Returned): Promise<void> {
  const { to, cause } = returned;
  await change(desk, caseId, (found) => {
    if (found.unreachable?.includes(to)) return undefined;
    const owner = ownerOf(desk, found, to);
    const told: Effect[] =
      owner === undefined
        ? []
        : [
            {
              kind: 'mail',
              id: `${found.id}-${found.version + 1}-returned`,
              to: [owner],
              template: 'mail-returned',
              values: { to, cause },
            },
          ];
    return {
      events: happened(desk.now(), { kind: 'desk' }, { type: 'MailReturned', ...returned }),
      effects: told,
    };
  });
}
