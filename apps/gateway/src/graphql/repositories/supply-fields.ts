import type { InputFields } from '../mutation.ts';

/** What proxies and groups are told of where they get things from. */
export function supplyFields(t: InputFields) {
  return {
    upstreamUrl: t.string(),
    upstreamUserName: t.string(),
    upstreamSecret: t.string(),
    freshForSeconds: t.int(),
    defaultNamespace: t.string(),
    isOffline: t.boolean(),
    claimedNames: t.stringList(),
    sharedNames: t.stringList(),
    members: t.stringList(),
    writeTarget: t.string(),
  };
}
