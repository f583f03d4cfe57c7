import { type Address, embedded, parseAddress, range, within } from './address.ts';
import type { Network } from './endpoint.ts';

/** Nobody's endpoint, wherever it is: this network, link-local with the metadata of clouds, multicast, reserved. */
const NEVER = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
  // The metadata and credentials of instances and containers on AWS, over IPv6.
  'fd00:ec2::/32',
].map(range);

/** Inside a company: loopback, private use, carrier-grade NAT (RFC 6598, also used within VPCs), unique local. */
const INSIDE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
].map(range);

/** Not reached over the internet by the registries of special-purpose addresses (RFC 6890), or a detour to what is not. */
const SPECIAL = [
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
].map(range);

const GLOBAL_IPV6 = range('2000::/3');
const MAPPED = range('::ffff:0:0/96');
const NAT64 = range('64:ff9b::/96');

/**
 * Whether the desk may connect to an address a name was resolved to (W7): asked for the very address that is then
 * connected to, so that a name cannot change its mind in between. A `private` endpoint may also be inside the company.
 */
export function addressAllowed(ip: string, network: Network): boolean {
  const address = parseAddress(ip);
  return address !== undefined && allowed(address, network);
}

function allowed(address: Address, network: Network): boolean {
  if (within(address, MAPPED)) return network === 'private' && allowed(embedded(address), network);
  // What an IPv6-only subnet sees of an IPv4 host (RFC 6052): as good as that host.
  if (within(address, NAT64)) return allowed(embedded(address), network);
  if (NEVER.some((range) => within(address, range))) return false;
  if (INSIDE.some((range) => within(address, range))) return network === 'private';
  if (SPECIAL.some((range) => within(address, range))) return false;
  return address.bits === 32 || within(address, GLOBAL_IPV6);
}
