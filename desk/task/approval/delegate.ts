import type { Outgoing } from '../../delivery/effect.ts';
import { keyed } from '../../keyed.ts';
import type { Ports } from '../../ports.ts';
import { checkDelegation, type Delegation } from './delegation.ts';

/**
 * Names who decides in somebody's place, and tells them (A4). It counts for what is asked from then on, and for what is
 * open already if they answer it; never further than one step. Repeating is safe: the mail's id is made of what it
 * says, so the same delegation is told once. Refuses `invalid`, naming the field.
 */
export async function delegate(desk: Ports, delegation: Delegation): Promise<Delegation> {
  checkDelegation(delegation, desk.settings.companyDomains);
  const [key] = await desk.keys();
  const { who, to, from, until } = delegation;
  // The mail belongs to no case; an id of its own keeps its thread apart.
  const about = keyed(key, 'delegation', who, to, from, until);
  const mail: Outgoing = {
    caseId: about,
    effect: {
      kind: 'mail',
      id: `${about}-delegated`,
      to: [to],
      template: 'delegated',
      values: { who, from, until },
    },
  };
  await desk.directory.delegate(delegation, [mail]);
  return delegation;
}
