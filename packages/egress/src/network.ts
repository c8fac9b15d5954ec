import { isIP } from 'node:net';
import { defineError } from '@bonded/kernel';
import ipaddr from 'ipaddr.js';

export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** A range of addresses: where it begins, and how many leading bits all of it have in common. */
export type Network = readonly [base: IpAddress, prefixBits: number];

/** A network that may be asked is not written as one. */
const networkInvalid = defineError('invalid', 'EGRESS_NETWORK_INVALID');

/**
 * Reads `address/bits`, or one address alone. Throws EGRESS_NETWORK_INVALID. `10.1.2.3/8` is taken
 * for a mistake, since who meant the one host would open sixteen million.
 */
export function parseNetwork(text: string): Network {
  const [address = '', bitsText, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || ipaddr.process(address).kind() !== `ipv${family}`) {
    throw networkInvalid(`"${text}" is not a network such as 10.1.0.0/16 or fd00:1::/32.`);
  }
  const widest = family === 4 ? 32 : 128;
  const prefixBits = bitsText === undefined ? widest : bitsOf(bitsText);
  if (!(prefixBits <= widest)) {
    throw networkInvalid(`"${text}" does not end with a number of bits up to ${widest}.`);
  }
  const base = ipaddr.parse(address);
  const first = firstOf(base, prefixBits);
  if (base.toString() !== first.toString()) {
    throw networkInvalid(
      `"${text}" begins inside of a network; that is ${first.toString()}/${prefixBits}.`,
    );
  }
  return [base, prefixBits];
}

export function isInNetwork(address: IpAddress, [base, prefixBits]: Network): boolean {
  return address.kind() === base.kind() && address.match(base, prefixBits);
}

function bitsOf(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
}

function firstOf(address: IpAddress, prefixBits: number): IpAddress {
  const bytes = address.toByteArray().map((byte, index) => {
    const kept = Math.min(Math.max(prefixBits - index * 8, 0), 8);
    return byte & (0xff00 >> kept);
  });
  return ipaddr.fromByteArray(bytes);
}
