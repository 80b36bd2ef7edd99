import { lookup as resolve } from 'node:dns';
import { BlockList, isIPv6, type LookupFunction } from 'node:net';

/**
 * What is nobody's on the public internet: this machine, private networks, link-local addresses
 * with the clouds' metadata services, and ranges that lead there by translation (RFC 6890).
 */
const IPV4 = `0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
  192.0.0.0/24 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
  224.0.0.0/4 240.0.0.0/4`;
const IPV6 = `::/128 ::1/128 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001:db8::/32 2002::/16
  fc00::/7 fe80::/10 fec0::/10 ff00::/8`;

const special = new BlockList();
for (const [nets, family] of [
  [IPV4, 'ipv4'],
  [IPV6, 'ipv6'],
] as const) {
  for (const range of nets.split(/\s+/)) {
    const [net = '', prefix] = range.split('/');
    special.addSubnet(net, Number(prefix), family);
  }
}

/** Whether an address may be connected to at somebody else's word. */
export function isPublicAddress(address: string): boolean {
  return !special.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** A name leads to an address that is not public. */
export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/**
 * Looks a name up for a connection and refuses it when any of its addresses is not public. The
 * connection goes to the very addresses that were looked at: a name that answers differently the
 * second time gains nothing.
 */
export const publicLookup =
  (ask: typeof resolve = resolve): LookupFunction =>
  (hostname, options, done) => {
    ask(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        done(error, '', 0);
        return;
      }
      const [first] = addresses;
      if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
        done(new PrivateAddressError('The name leads to an address that is not public.'), '', 0);
      } else if (options.all === true) {
        done(null, addresses);
      } else {
        done(null, first.address, first.family);
      }
    });
  };
