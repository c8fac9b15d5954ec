import { assert } from '@bonded/kernel';
import type { EgressRequest } from '../egress.ts';
import { egressFailed, egressRefused } from '../egress-errors.ts';

/** One request of those that a chain of redirects is made of. */
export interface Hop {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
}

const credentialHeaders = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** Some registries answer nobody who does not say what they are. */
const ownHeaders = { 'user-agent': 'bonded' };

export function firstHop({ url, headers = {}, authorization }: EgressRequest): Hop {
  assertAskable(url);
  const sent: Record<string, string> = { ...ownHeaders };
  for (const [name, value] of Object.entries(headers)) sent[name.toLowerCase()] = value;
  if (authorization !== undefined) sent['authorization'] = authorization.reveal();
  assert(!('host' in sent), 'the address alone says which host is asked');
  return { url, headers: sent };
}

/** Where a redirect leads. Credentials stay behind at another origin, and do not come back. */
export function nextHop(from: Hop, location: string): Hop {
  const url = URL.parse(location, from.url.href);
  if (url === null) throw egressFailed(`${from.url.host} redirects to what is no address.`);
  assertAskable(url);
  if (from.url.protocol === 'https:' && url.protocol === 'http:') {
    throw egressRefused(`${from.url.host} redirects away from https.`);
  }
  if (url.origin === from.url.origin) return { url, headers: from.headers };
  const kept = Object.entries(from.headers).filter(([name]) => !credentialHeaders.has(name));
  return { url, headers: Object.fromEntries(kept) };
}

function assertAskable({ protocol, username, password }: URL): void {
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw egressRefused('Only addresses that start with https:// or http:// are asked.');
  }
  if (username !== '' || password !== '') {
    throw egressRefused('An address that carries credentials is not asked.');
  }
}
