import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { callbackify } from 'node:util';
import { buildConnector } from 'undici';
import type { AddressRule } from '../address-rule.ts';
import { networkRefused } from '../egress-errors.ts';

/** All addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

export interface ConnectorOptions {
  readonly isReachable: AddressRule;
  readonly resolve?: Resolve | undefined;
  readonly timeoutMs: number;
}

const resolveByMachine: Resolve = (hostname) => lookup(hostname, { all: true });

/**
 * Opens connections to addresses that were checked, and to no others. The check is part of the
 * connection: a name is resolved once for it, and the very addresses that passed are connected to,
 * so a name that leads elsewhere a moment later gains nothing.
 */
export function createConnector(options: ConnectorOptions): buildConnector.connector {
  const { isReachable, timeoutMs } = options;
  const connect = buildConnector({
    timeout: timeoutMs,
    allowH2: false,
    lookup: checkedLookup(isReachable, options.resolve ?? resolveByMachine),
  });
  return (target, callback) => {
    // What is an address already is connected to without a lookup.
    if (isIP(target.hostname) === 0 || isReachable(target.hostname)) connect(target, callback);
    else queueMicrotask(() => callback(networkRefused(target.hostname), null));
  };
}

function checkedLookup(isReachable: AddressRule, resolve: Resolve): LookupFunction {
  async function addressesOf(
    hostname: string,
  ): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
    const [first, ...others] = await resolve(hostname);
    if (first === undefined) throw new Error(`${hostname} has no address`);
    // One that leads outside and inside at once is how a name is made to change sides.
    const refused = [first, ...others].filter(({ address }) => !isReachable(address));
    if (refused.length === 0) return [first, ...others];
    const found = refused.map(({ address }) => address).join(', ');
    throw networkRefused(hostname, new Error(`${hostname} resolved to ${found}`));
  }
  const findAddresses = callbackify(addressesOf);
  return (hostname, { all }, callback) => {
    findAddresses(hostname, (error, found) => {
      if (error !== null) callback(error, '');
      else if (all === true) callback(null, [...found]);
      else callback(null, found[0].address, found[0].family);
    });
  };
}
