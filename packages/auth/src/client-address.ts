import { defineError } from '@bonded/kernel';
import {
  formatIpAddress,
  type IpAddress,
  type IpNetwork,
  isInNetworks,
  parseIpAddress,
} from './ip-address.ts';

/** The connection ended before its address was read. */
const addressUnknown = defineError('invalid', 'CLIENT_ADDRESS_UNKNOWN');

/** What a connection and its headers say about where a request comes from. */
export interface RequestOrigin {
  /** `socket.remoteAddress`: the only thing a client cannot choose. */
  readonly peer: string | undefined;
  /** Whether the connection itself is TLS. */
  readonly encrypted: boolean;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface ClientAddress {
  readonly address: IpAddress;
  /** Canonical text of the address, for the audit log. */
  readonly ip: string;
  readonly protocol: 'http' | 'https';
  /** The host the client asked for, if it is well formed. */
  readonly host: string | undefined;
}

const hopsMax = 32;
const hostPattern = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252})|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * Who really asks. The peer is believed; each listed proxy vouches for the hop before it, so the
 * chain of `X-Forwarded-For` is walked from right to left and ends at the first address that is
 * no proxy of ours. `Forwarded`, `X-Real-IP` and the rest are never read. Throws
 * CLIENT_ADDRESS_UNKNOWN once the connection is gone.
 */
export function readClientAddress(
  origin: RequestOrigin,
  trustedProxies: readonly IpNetwork[],
): ClientAddress {
  const peer = parseIpAddress(stripZone(origin.peer ?? ''));
  if (!peer) throw addressUnknown('The connection has no address any more.');
  const { address, hops } = walk(peer, origin.headers, trustedProxies);
  const forwarded = (name: string) => vouchedEntry(listOf(origin.headers[name]), hops);
  const protocol = forwarded('x-forwarded-proto')?.toLowerCase();
  const host = forwarded('x-forwarded-host') ?? single(origin.headers.host);
  return {
    address,
    ip: formatIpAddress(address),
    protocol: protocol === 'https' || protocol === 'http' ? protocol : ownProtocol(origin),
    host: host !== undefined && hostPattern.test(host) ? host.toLowerCase() : undefined,
  };
}

/** Follows the chain; `hops` says how many of our proxies the request came through. */
function walk(
  peer: IpAddress,
  headers: RequestOrigin['headers'],
  trustedProxies: readonly IpNetwork[],
): { address: IpAddress; hops: number } {
  const chain = listOf(headers['x-forwarded-for']).slice(-hopsMax);
  let address = peer;
  let hops = 0;
  while (isInNetworks(address, trustedProxies)) {
    hops += 1;
    const before = parseIpAddress(stripPort(chain.at(-hops) ?? ''));
    // Nothing readable before it: the proxy itself is the last address anybody vouches for.
    if (!before) break;
    address = before;
  }
  return { address, hops };
}

/** The entry of the proxy nearest to the client; a lone one was passed on or overwritten. */
function vouchedEntry(entries: readonly string[], hops: number): string | undefined {
  return hops === 0 ? undefined : entries.at(-Math.min(hops, entries.length));
}

function ownProtocol(origin: RequestOrigin): 'http' | 'https' {
  return origin.encrypted ? 'https' : 'http';
}

function listOf(value: string | readonly string[] | undefined): string[] {
  const text = typeof value === 'string' ? value : (value ?? []).join(',');
  return text === '' ? [] : text.split(',').map((entry) => entry.trim());
}

function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** `1.2.3.4:5678` and `[::1]:5678`, as some proxies write them, without the port. */
function stripPort(entry: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(entry);
  if (bracketed) return bracketed[1] ?? '';
  return entry.replace(/^([0-9.]+):\d{1,5}$/, '$1');
}

function stripZone(peer: string): string {
  return peer.split('%', 1)[0] ?? '';
}
