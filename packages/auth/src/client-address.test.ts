import { describe, expect, it } from 'vitest';
import { readClientAddress } from './client-address.ts';
import { parseIpNetwork } from './ip-address.ts';

const proxies = ['10.0.0.0/8', '127.0.0.1', 'fd00::/8'].map(parseIpNetwork);
type Headers = Record<string, string | string[] | undefined>;

function read(peer: string | undefined, headers: Headers = {}, trusted = proxies) {
  return readClientAddress({ peer, encrypted: false, headers }, trusted);
}

const proxy = '10.0.0.1';
const victim = '192.0.2.66';
const attacker = '203.0.113.9';

/*
 * The attacker at 203.0.113.9 pretends to be 192.0.2.66. Connected straight to us, every header
 * is his; behind our proxy, everything but the last entry that the proxy appends is his.
 */
const straight: Headers[] = [
  { 'x-forwarded-for': victim },
  { 'x-forwarded-for': `${victim}, ${proxy}` },
  { 'x-forwarded-for': `${proxy}, ${victim}` },
  { 'x-forwarded-for': [victim, victim] },
  { 'x-forwarded-for': `::ffff:${victim}` },
  { 'x-forwarded-for': '127.0.0.1' },
  { 'x-real-ip': victim },
  { forwarded: `for=${victim}` },
  { forwarded: `for="[::1]";host=admin;proto=https` },
  { 'true-client-ip': victim },
  { 'cf-connecting-ip': victim },
  { 'x-client-ip': victim },
  { 'x-cluster-client-ip': victim },
  { 'x-originating-ip': victim },
  { via: `1.1 ${proxy}`, 'x-forwarded-for': victim },
];

const behindProxy: Headers[] = [
  { 'x-forwarded-for': attacker },
  { 'x-forwarded-for': `${victim}, ${attacker}` },
  { 'x-forwarded-for': `${victim},${victim},${attacker}` },
  { 'x-forwarded-for': [victim, attacker] },
  { 'x-forwarded-for': [`${victim}, ${proxy}`, attacker] },
  { 'x-forwarded-for': `${victim}, ${proxy}, ${attacker}` },
  { 'x-forwarded-for': `${proxy}, ${attacker}` },
  { 'x-forwarded-for': `127.0.0.1, ${attacker}` },
  { 'x-forwarded-for': `, , ${attacker}` },
  { 'x-forwarded-for': `unknown, ${attacker}` },
  { 'x-forwarded-for': `${victim}\t, ${attacker}` },
  { 'x-forwarded-for': `${'a'.repeat(5_000)}, ${attacker}` },
  { 'x-forwarded-for': `${Array(500).fill(proxy).join(',')},${attacker}` },
  { 'x-forwarded-for': `${victim}, ${attacker}:51234` },
  { 'x-forwarded-for': `${victim}, ::ffff:${attacker}` },
  { 'x-forwarded-for': `${victim}, [::ffff:${attacker}]:51234` },
  { 'x-forwarded-for': `${victim}, ${attacker}, 10.0.0.2` },
  { 'x-forwarded-for': `${victim}, ${attacker}, fd00::2` },
  { 'x-forwarded-for': `${victim}, ${attacker}, ::ffff:10.0.0.2, 127.0.0.1` },
  { 'x-forwarded-for': attacker, 'x-real-ip': victim },
  { 'x-forwarded-for': attacker, forwarded: `for=${victim}` },
  { 'x-forwarded-for': attacker, 'cf-connecting-ip': victim },
];

/** What the proxy wrote last cannot be read: nobody vouches for anything before the proxy. */
const garbage: Headers[] = [
  {},
  { 'x-forwarded-for': '' },
  { 'x-forwarded-for': `${victim}, ` },
  { 'x-forwarded-for': `${victim}, unknown` },
  { 'x-forwarded-for': `${victim}, _hidden` },
  { 'x-forwarded-for': `${victim}, 0x0a.0.0.1` },
  { 'x-forwarded-for': `${victim}, 010.0.0.1` },
  { 'x-forwarded-for': `${victim}, 3405803785` },
  { 'x-forwarded-for': `${victim}, fe80::1%eth0` },
  { 'x-forwarded-for': `${victim} ${attacker}` },
  { 'x-forwarded-for': `${victim};${attacker}` },
  { 'x-forwarded-for': `"${victim}"` },
];

describe('the address of a client', () => {
  it.each(straight.map((headers) => [headers]))(
    'D3.15 straight to us is its own: %j',
    (headers) => {
      expect(read(attacker, headers).ip).toBe(attacker);
    },
  );

  it.each(behindProxy.map((headers) => [headers]))(
    'D3.15 behind our proxy is what the proxy saw: %j',
    (headers) => {
      expect(read(proxy, headers).ip).toBe(attacker);
    },
  );

  it.each(garbage.map((headers) => [headers]))(
    'D3.15 behind our proxy, unreadable, is the proxy itself: %j',
    (headers) => {
      expect(read(proxy, headers).ip).toBe(proxy);
    },
  );

  it('D3.15 is tried in 40 spoofed forms at least', () => {
    expect(straight.length + behindProxy.length + garbage.length).toBeGreaterThanOrEqual(40);
  });

  it('D3.15 is the peer when no proxy is listed, whatever the peer', () => {
    const headers = { 'x-forwarded-for': victim, 'x-forwarded-proto': 'https' };
    expect(read('127.0.0.1', headers, [])).toMatchObject({ ip: '127.0.0.1', protocol: 'http' });
  });

  it('is one address in IPv6 and in IPv4-mapped form, with or without zone', () => {
    expect(read(`::ffff:${attacker}`).ip).toBe(attacker);
    expect(read('::ffff:10.0.0.1', { 'x-forwarded-for': attacker }).ip).toBe(attacker);
    expect(read('fe80::1%eth0').ip).toBe('fe80::1');
    expect(read(proxy, { 'x-forwarded-for': '2001:db8::7' }).ip).toBe('2001:db8::7');
    expect(read(proxy, { 'x-forwarded-for': '[2001:db8::7]:443' }).ip).toBe('2001:db8::7');
  });

  it('cannot be told once the connection is gone', () => {
    expect(() => read(undefined)).toThrow(/no address any more/);
  });
});

describe('protocol and host', () => {
  const outside = { 'x-forwarded-for': attacker, host: 'bonded.test:4000' };

  it('D3.15 are the connection’s own without a listed proxy', () => {
    const headers = { ...outside, 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.test' };
    expect(read(attacker, headers)).toMatchObject({ protocol: 'http', host: 'bonded.test:4000' });
    const encrypted = readClientAddress({ peer: attacker, encrypted: true, headers }, proxies);
    expect(encrypted.protocol).toBe('https');
  });

  it('D3.15 are what the proxy nearest to the client wrote', () => {
    const headers = {
      ...outside,
      'x-forwarded-proto': 'http, https',
      'x-forwarded-host': 'evil.test, bonded.test',
    };
    expect(read(proxy, headers)).toMatchObject({ protocol: 'https', host: 'bonded.test' });
    const twoProxies = { 'x-forwarded-for': `${attacker}, 10.0.0.2`, 'x-forwarded-proto': 'https' };
    expect(read(proxy, twoProxies).protocol).toBe('https');
  });

  it.each(['evil test', 'evil.test/path', 'a@b', 'evil.test\\', '<script>', '', 'x:99999999'])(
    'D3.15 drop the host %j',
    (host) => {
      expect(read(attacker, { host }).host).toBeUndefined();
    },
  );

  it('D3.15 fall back to the connection when the proxy wrote something else', () => {
    const headers = { ...outside, 'x-forwarded-proto': 'javascript' };
    expect(read(proxy, headers).protocol).toBe('http');
  });
});
