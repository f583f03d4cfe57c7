import { DeskError } from '../errors.ts';
import { parseAddress } from './address.ts';
import { addressAllowed } from './address-allowed.ts';

/** Where an endpoint lives: on the internet, or inside the company and reached through its VPC (W7). */
export type Network = 'public' | 'private';

/** An endpoint that may be called: what to resolve, then to pin, then to connect to. */
export type Endpoint = Readonly<{ url: string; host: string; port: number }>;

/** Names that only mean something inside: of this machine, of this network, of a cloud. */
const INSIDE_NAMES = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/;

/**
 * An endpoint as the desk would call it (W7). Refuses `endpoint-refused` (`/url`): no URL, not https, a user or password
 * in it, and for a `public` endpoint an address or a name that lies inside. `private` may be http. Names are checked again
 * by address, with `addressAllowed`, each time they are resolved.
 */
export function checkEndpoint(text: string, network: Network): Endpoint {
  const url = URL.parse(text);
  if (url === null) throw refused('should be a URL like https://department.example/desk');
  const secure = url.protocol === 'https:';
  if (!secure && !(network === 'private' && url.protocol === 'http:'))
    throw refused(
      network === 'public' ? 'should begin with https://' : 'should begin with https:// or http://',
    );
  if (url.username !== '' || url.password !== '') throw refused('should have no user and no password in it');

  // The parser has already turned 0x7f.1 and 2130706433 into 127.0.0.1; an IPv6 address stands in brackets.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (parseAddress(host) ? !addressAllowed(host, network) : network === 'public' && isInside(host))
    throw refused('should not lead to an address inside');
  return { url: url.href, host, port: url.port === '' ? (secure ? 443 : 80) : Number(url.port) };
}

// A name without a dot is looked up in the search domains of whoever resolves it.
const isInside = (host: string): boolean => !host.includes('.') || INSIDE_NAMES.test(host);

const refused = (reason: string) => {
  const message = `the endpoint's url ${reason}`;
  return new DeskError('endpoint-refused', message, { faults: [{ pointer: '/url', message }] });
};
