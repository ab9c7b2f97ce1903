/** Lists of addresses and networks in CIDR notation (RFC 4632, RFC 4291 section 2.3). */

import { BlockList, isIP } from 'node:net';

type Family = 'ipv4' | 'ipv6';

/** Apart, because `::/0` would let every IPv4 address in. */
export type AddressList = Readonly<Record<Family, BlockList>>;

const greatestPrefix = { ipv4: 32, ipv6: 128 } as const satisfies Record<Family, number>;

/** How a socket that serves both families shows IPv4 (RFC 4291 section 2.5.5.2). */
const mapped = new BlockList();
mapped.addSubnet('::ffff:0:0', 96, 'ipv6');

/**
 * Reads a comma-separated list such as `192.0.2.7,2001:db8::/32`, or gives `undefined` if any part of it is
 * not an address or a network: what is not understood must not be taken for an empty list.
 */
export function parseAddressList(text: string): AddressList | undefined {
  const list = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const entry of text.split(',')) {
    const [, address = '', prefix] = /^([0-9A-Fa-f.:]+)(?:\/(0|[1-9][0-9]{0,2}))?$/.exec(entry) ?? [];
    const family = familyOf(address);
    if (family === undefined) return undefined;
    const length = Number(prefix ?? greatestPrefix[family]);
    if (length > greatestPrefix[family]) return undefined;
    list[family].addSubnet(address, length, family);
  }
  return list;
}

/** True if `address`, as a socket gives it, is in the list. */
export function isListed(list: AddressList, address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  const family = familyOf(plain);
  if (family === undefined) return false;
  const actual = family === 'ipv6' && mapped.check(plain, 'ipv6') ? 'ipv4' : family;
  return list[actual].check(plain, family);
}

function familyOf(address: string): Family | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
