import { logOut, ping, profile, whoAmI } from './accounts.ts';
import { bulkAdvisories } from './advisories.ts';
import { getAttestations } from './attestations.ts';
import { auditTree } from './audit-tree.ts';
import { listTags, putTag, removeTag } from './dist-tags.ts';
import { getManifest, getPackument, type Packuments } from './get-packument.ts';
import { signingKeys } from './keys.ts';
import { noStars, refuseAccess, refuseKeeping, visibility } from './not-ours.ts';
import { putPackage } from './publish.ts';
import type { NpmRoute } from './route.ts';
import { search } from './search.ts';
import { getTarball } from './tarball.ts';
import { createToken, deleteToken, listTokens } from './tokens.ts';
import { unpublishPackage, unpublishTarball, unpublishVersions } from './unpublish.ts';

/** What the public registry keeps and we do not: refused in a sentence that npm prints. */
const notOurs: readonly NpmRoute[] = [
  { method: '*', pattern: '-/package/:package/access', handle: refuseAccess },
  { method: '*', pattern: '-/package/:package/collaborators', handle: refuseAccess },
  { method: '*', pattern: '-/org/*', handle: refuseAccess },
  { method: '*', pattern: '-/team/*', handle: refuseAccess },
  { method: '*', pattern: '-/user/:user/package', handle: refuseAccess },
  { method: 'GET', pattern: '-/user/:user', handle: refuseAccess },
  { method: '*', pattern: '-/npm/v1/hooks/*', handle: refuseKeeping },
  { method: 'GET', pattern: '-/_view/starredByUser', handle: noStars },
];

/** The protocol, address by address. The first that fits answers. */
export function npmRoutes(packuments: Packuments): readonly NpmRoute[] {
  return [
    { method: 'GET', pattern: '-/ping', handle: ping },
    { method: 'GET', pattern: '-/whoami', handle: whoAmI },
    { method: 'GET', pattern: '-/npm/v1/user', handle: profile },
    { method: 'GET', pattern: '-/v1/search', handle: search },
    { method: 'DELETE', pattern: '-/user/token/:token', handle: logOut },
    { method: 'POST', pattern: '-/npm/v1/security/advisories/bulk', handle: bulkAdvisories },
    { method: 'POST', pattern: '-/npm/v1/security/audits', handle: auditTree },
    { method: 'POST', pattern: '-/npm/v1/security/audits/quick', handle: auditTree },
    { method: 'GET', pattern: '-/npm/v1/keys', handle: signingKeys },
    { method: 'GET', pattern: '-/npm/v1/attestations/:package', handle: getAttestations },
    { method: 'GET', pattern: '-/npm/v1/tokens', handle: listTokens },
    { method: 'POST', pattern: '-/npm/v1/tokens', handle: createToken },
    { method: 'DELETE', pattern: '-/npm/v1/tokens/token/:key', handle: deleteToken },
    { method: 'GET', pattern: '-/package/:package/dist-tags', handle: listTags },
    { method: 'PUT', pattern: '-/package/:package/dist-tags/:tag', handle: putTag },
    { method: 'POST', pattern: '-/package/:package/dist-tags/:tag', handle: putTag },
    { method: 'DELETE', pattern: '-/package/:package/dist-tags/:tag', handle: removeTag },
    { method: 'GET', pattern: '-/package/:package/visibility', handle: visibility },
    ...notOurs,
    { method: 'GET', pattern: ':package/-/:file', handle: getTarball },
    // `@scope/name/-/@scope/name-1.0.0.tgz`: an older spelling of the same file.
    { method: 'GET', pattern: ':package/-/:scope/:file', handle: getTarball },
    { method: 'DELETE', pattern: ':package/-/:file/-rev/:rev', handle: unpublishTarball },
    { method: 'PUT', pattern: ':package/-rev/:rev', handle: unpublishVersions },
    { method: 'DELETE', pattern: ':package/-rev/:rev', handle: unpublishPackage },
    {
      method: 'GET',
      pattern: ':package',
      handle: (call, params) => getPackument(packuments, call, params),
    },
    { method: 'GET', pattern: ':package/:version', handle: getManifest },
    { method: 'PUT', pattern: ':package', handle: putPackage },
  ];
}
