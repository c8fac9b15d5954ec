import { describe, expect, it } from 'vitest';
import {
  formatIpAddress,
  type IpAddress,
  isInNetworks,
  parseIpAddress,
  parseIpNetwork,
  subscriberKeyOf,
} from './ip-address.ts';

function ip(text: string): IpAddress {
  const address = parseIpAddress(text);
  if (!address) throw new Error(`${text} is an address`);
  return address;
}

describe('an IP address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:c000:201', '192.0.2.1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::', '2001:db8::'],
    ['::', '::'],
    ['::1', '::1'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ])('%s is written %s', (text, canonical) => {
    expect(formatIpAddress(ip(text))).toBe(canonical);
  });

  it.each([
    '',
    ' 192.0.2.1',
    '192.0.2.01',
    '0x7f.1',
    '127.1',
    '2130706433',
    '192.0.2.1:80',
    '[::1]',
  ])('is not %j', (text) => {
    expect(parseIpAddress(text)).toBeUndefined();
  });

  it.each(['fe80::1%eth0', '1.2.3', '1:2:3', '::1::', '12345::', 'localhost', '256.0.0.1'])(
    'is not %j either',
    (text) => {
      expect(parseIpAddress(text)).toBeUndefined();
    },
  );

  it('D3.13 counts as itself in IPv4 and as its /64 in IPv6', () => {
    expect(subscriberKeyOf(ip('192.0.2.1'))).toBe('192.0.2.1');
    expect(subscriberKeyOf(ip('::ffff:192.0.2.1'))).toBe('192.0.2.1');
    expect(subscriberKeyOf(ip('2001:db8:1:2:3:4:5:6'))).toBe('2001:db8:1:2::/64');
    expect(subscriberKeyOf(ip('2001:db8:1:2:ffff::'))).toBe('2001:db8:1:2::/64');
    expect(subscriberKeyOf(ip('2001:db8:1:3::'))).not.toBe('2001:db8:1:2::/64');
  });
});

describe('a network', () => {
  it.each([
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.128/25', '10.0.0.127', false],
    ['10.0.0.128/25', '10.0.0.200', true],
    ['192.0.2.7', '192.0.2.7', true],
    ['192.0.2.7', '192.0.2.6', false],
    ['0.0.0.0/0', '203.0.113.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['fd00::/8', 'fdff::1', true],
    ['fd00::/8', 'fe00::1', false],
    ['::ffff:10.0.0.0/104', '10.1.2.3', true],
    ['10.0.0.0/8', '::ffff:10.1.2.3', true],
  ])('%s holds %s: %s', (network, address, isIn) => {
    expect(isInNetworks(ip(address), [parseIpNetwork(network)])).toBe(isIn);
  });

  it.each(['', '10.0.0.0/33', '10.0.0.0/-1', '10.0.0.0/8/8', '10.0.0/8', '::/129', '::1/x', 'lan'])(
    '%j is refused by name',
    (text) => {
      expect(() => parseIpNetwork(text)).toThrow(`"${text}"`);
    },
  );
});
