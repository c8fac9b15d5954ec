import { isIPv4, isIPv6 } from 'node:net';
import { defineError } from '@bonded/kernel';

/** A setting or rule names a network that is none. */
const networkInvalid = defineError('invalid', 'NETWORK_INVALID');

/** An address as bytes, 4 or 16. An IPv4-mapped IPv6 address is its IPv4 address. */
export type IpAddress = Uint8Array & { readonly __brand: 'IpAddress' };

/** A range of addresses: `10.0.0.0/8`, `fd00::/8`, or one address alone. */
export interface IpNetwork {
  readonly base: IpAddress;
  readonly prefixBits: number;
}

const ipv4Bytes = 4;
const ipv6Bytes = 16;
const mappedPrefix = '00000000000000000000ffff';
/** One subscriber usually holds a whole /64, so limits count that, not single addresses. */
const ipv6SubscriberBits = 64;

/** The address, or `undefined`: no port, no zone, no octal, nothing but an address. */
export function parseIpAddress(text: string): IpAddress | undefined {
  if (isIPv4(text)) return branded(Uint8Array.from(text.split('.'), Number));
  if (!isIPv6(text) || text.includes('%')) return undefined;
  const bytes = ipv6BytesOf(text);
  const isMapped = Buffer.from(bytes).toString('hex').startsWith(mappedPrefix);
  return branded(isMapped ? bytes.slice(-ipv4Bytes) : bytes);
}

/** The canonical text of an address (RFC 5952). */
export function formatIpAddress(address: IpAddress): string {
  if (address.length === ipv4Bytes) return address.join('.');
  const groups = Buffer.from(address).toString('hex').match(/.{4}/g) ?? [];
  // The URL parser owns the rule for where the `::` goes.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** What limits count by: an IPv4 address, or the /64 of an IPv6 address. */
export function subscriberKeyOf(address: IpAddress): string {
  if (address.length === ipv4Bytes) return formatIpAddress(address);
  const network = branded(Uint8Array.from(address).fill(0, ipv6SubscriberBits / 8));
  return `${formatIpAddress(network)}/${ipv6SubscriberBits}`;
}

/** Reads `address` or `address/bits`. Throws NETWORK_INVALID, naming the text. */
export function parseIpNetwork(text: string): IpNetwork {
  const [addressText = '', bitsText, ...rest] = text.trim().split('/');
  const base = parseIpAddress(addressText);
  if (!base || rest.length > 0) throw networkInvalid(`"${text}" is not an address or network.`);
  if (bitsText === undefined) return { base, prefixBits: base.length * 8 };
  const mappedBits = addressText.includes(':') && base.length === ipv4Bytes ? 96 : 0;
  const prefixBits = /^\d{1,3}$/.test(bitsText) ? Number(bitsText) - mappedBits : -1;
  if (prefixBits < 0 || prefixBits > base.length * 8) {
    throw networkInvalid(`"${text}" does not end with a number of bits.`);
  }
  return { base, prefixBits };
}

/** Whether the address lies in one of the networks. */
export function isInNetworks(address: IpAddress, networks: readonly IpNetwork[]): boolean {
  return networks.some(
    ({ base, prefixBits }) =>
      base.length === address.length && sharedBits(base, address) >= prefixBits,
  );
}

function branded(bytes: Uint8Array): IpAddress {
  // Called with 4 or 16 bytes that were just read from an address.
  return bytes as IpAddress;
}

function sharedBits(left: Uint8Array, right: Uint8Array): number {
  const at = left.findIndex((byte, index) => byte !== right[index]);
  if (at < 0) return left.length * 8;
  const difference = (left[at] ?? 0) ^ (right[at] ?? 0);
  return at * 8 + Math.clz32(difference) - 24;
}

function ipv6BytesOf(text: string): Uint8Array {
  const [before = '', after] = text.split('::');
  const head = groupsOf(before);
  const tail = groupsOf(after ?? '');
  const gap = Array.from({ length: ipv6Bytes / 2 - head.length - tail.length }, () => 0);
  return Uint8Array.from([...head, ...gap, ...tail].flatMap((group) => [group >> 8, group & 0xff]));
}

function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
