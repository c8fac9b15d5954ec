import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type IpAddress, isInNetwork, parseNetwork } from './network.ts';

/** Whether an address may be connected to. What is no address may not. */
export type AddressRule = (address: string) => boolean;

/** All that is handed out as public unicast; whatever lies beside it has no business on the way. */
const ipv6Unicast = parseNetwork('2000::/3');
/** Where a translating network shows IPv4 addresses: each is judged as what it stands for. */
const nat64 = parseNetwork('64:ff9b::/96');
/** Looks public, and answers from inside of a cloud with its keys. */
const cloudHosts = ['168.63.129.16'].map(parseNetwork);

/** Lets the public internet through, and the networks (`address/bits`) that are listed. */
export function createAddressRule(allowedNetworks: readonly string[]): AddressRule {
  const allowed = allowedNetworks.map(parseNetwork);
  return (text) => {
    if (isIP(text) === 0) return false;
    const address = unwrapped(text);
    return allowed.some((network) => isInNetwork(address, network)) || isPublic(address);
  };
}

/** IPv4 that comes as IPv6 is IPv4; tunnels (6to4, Teredo) are not unwrapped but out of bounds. */
function unwrapped(text: string): IpAddress {
  const address = ipaddr.process(text);
  if (!isInNetwork(address, nat64)) return address;
  return ipaddr.fromByteArray(address.toByteArray().slice(-4));
}

function isPublic(address: IpAddress): boolean {
  if (address.range() !== 'unicast') return false;
  if (address.kind() === 'ipv6') return isInNetwork(address, ipv6Unicast);
  return !cloudHosts.some((network) => isInNetwork(address, network));
}
