import { describe, expect, it } from 'vitest';
import { isListed, parseAddressList } from '../../src/login/address-list.ts';

function admits(text: string, address: string): boolean | undefined {
  const list = parseAddressList(text);
  return list && isListed(list, address);
}

describe('a list of addresses', () => {
  it('holds its addresses and networks, and nothing beside them', () => {
    const text = '192.0.2.7,198.51.100.0/24,2001:db8::/32,2001:db9::1';
    for (const inside of ['192.0.2.7', '198.51.100.255', '2001:db8:ffff::1', '2001:db9::1']) {
      expect(admits(text, inside)).toBe(true);
    }
    for (const outside of ['192.0.2.8', '198.51.101.0', '2001:db9::2', '::1', '0.0.0.0']) {
      expect(admits(text, outside)).toBe(false);
    }
  });

  it('knows an IPv4 address that a socket for both families shows mapped', () => {
    expect(admits('192.0.2.0/24', '::ffff:192.0.2.7')).toBe(true);
    expect(admits('192.0.2.0/24', '::ffff:c000:207')).toBe(true);
    expect(admits('192.0.2.0/24', '::ffff:192.0.3.7')).toBe(false);
    expect(admits('fe80::/10', 'fe80::1%eth0')).toBe(true);
  });

  it('of all IPv6 addresses holds no IPv4 address', () => {
    expect(admits('::/0', '2001:db8::1')).toBe(true);
    expect(admits('::/0', '192.0.2.7')).toBe(false);
    expect(admits('::/0', '::ffff:192.0.2.7')).toBe(false);
    expect(admits('0.0.0.0/0', '192.0.2.7')).toBe(true);
    expect(admits('0.0.0.0/0', '2001:db8::1')).toBe(false);
  });

  it('is none if any part of it is not understood', () => {
    const refused = ['', ',', '192.0.2.7,', '192.0.2.0/33', '2001:db8::/129', '192.0.2.0/', '192.0.2.0/08'];
    for (const text of [...refused, '192.0.2', 'example.org', ' 192.0.2.7', '!192.0.2.7', '192.0.2.0/-1']) {
      expect(parseAddressList(text)).toBeUndefined();
    }
  });

  it('holds nothing that is not an address', () => {
    for (const text of ['', 'example.org', '192.0.2']) expect(admits('0.0.0.0/0,::/0', text)).toBe(false);
  });
});
