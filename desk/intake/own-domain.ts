import type { Ports } from '../ports.ts';
import { domainOf } from './addresses.ts';
import type { Message } from './message.ts';

/**
 * A mail as the desk hears it: what comes from the desk's own mail domain is taken for a machine's, whatever it looks
 * like (C6), since no person lives there and its words may be our own come back. Where a front door shares the domain of
 * the company's people, they do live there, and only the front door's own address is ours.
 */
export function heard<M extends Pick<Message, 'from' | 'automation'>>(
  message: M,
  { frontDoor, companyDomains }: Ports['settings'],
): M {
  const domain = domainOf(message.from?.address);
  const ours = domain !== undefined && domain === domainOf(frontDoor);
  const lived = companyDomains.some((company) => company.toLowerCase() === domain);
  return ours && !lived && message.automation.kind === 'human'
    ? { ...message, automation: { kind: 'own-domain', evidence: ['From'] } }
    : message;
}
