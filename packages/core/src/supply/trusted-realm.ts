import { getDomain } from 'tldts';

/**
 * Whether the credential of an upstream may go to where the upstream sends for tokens: to its own
 * origin, or by HTTPS to another host of the very domain that somebody registered (public suffix
 * list, private suffixes included). `registry.acme.example` may name `auth.acme.example`; nobody
 * may name a host of somebody else's and get the credential there.
 */
export function isTrustedRealm(upstream: URL, realm: URL): boolean {
  if (realm.origin === upstream.origin) return true;
  if (realm.protocol !== 'https:' || upstream.protocol !== 'https:') return false;
  const owner = getDomain(upstream.hostname, { allowPrivateDomains: true });
  return owner !== null && owner === getDomain(realm.hostname, { allowPrivateDomains: true });
}
