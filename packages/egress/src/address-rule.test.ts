import { describe, expect, it } from 'vitest';
import { createAddressRule } from './address-rule.ts';

describe('the rule', () => {
  it.each(['1.1.1.1', '8.8.8.8', '93.184.215.14', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])(
    'lets %s through, which is public',
    (address) => expect(createAddressRule([])(address)).toBe(true),
  );

  it('judges what a translating network shows as the address behind it', () => {
    const isReachable = createAddressRule([]);
    expect(isReachable('64:ff9b::8.8.8.8')).toBe(true);
    expect(isReachable('64:ff9b::10.0.0.1')).toBe(false);
    expect(isReachable('::ffff:8.8.8.8')).toBe(true);
    expect(isReachable('::ffff:10.0.0.1')).toBe(false);
  });

  it('lets networks through that are listed, whichever way they are spelled', () => {
    const isReachable = createAddressRule(['10.1.0.0/16', 'fd00:1::/32', '168.63.129.16']);
    for (const address of ['10.1.255.255', '::ffff:10.1.0.1', 'fd00:1::1', '168.63.129.16']) {
      expect(isReachable(address), address).toBe(true);
    }
    for (const address of ['10.2.0.0', '::ffff:10.2.0.0', 'fd00:2::1', '127.0.0.1', '::1']) {
      expect(isReachable(address), address).toBe(false);
    }
  });

  it('lets nothing through that is no address', () => {
    const isReachable = createAddressRule(['0.0.0.0/0', '::/0']);
    for (const text of ['', 'example.org', '127.1', '0x7f000001', '[::1]', '10.0.0.1:80']) {
      expect(isReachable(text), text).toBe(false);
    }
  });
});
