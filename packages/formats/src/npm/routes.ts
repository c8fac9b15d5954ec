import { logIn, logOut, ping, profile, whoAmI } from './accounts.ts';
import { bulkAdvisories } from './advisories.ts';
import { listTags, putTag, removeTag } from './dist-tags.ts';
import { type Documents, getManifest, getPackument } from './get-packument.ts';
import { putPackage } from './publish.ts';
import type { NpmRoute } from './route.ts';
import { search } from './search.ts';
import { getTarball } from './tarball.ts';
import { unpublishPackage, unpublishTarball, unpublishVersions } from './unpublish.ts';

/** The protocol, address by address. The first that fits answers. */
export function npmRoutes(documents: Documents): readonly NpmRoute[] {
  return [
    { method: 'GET', pattern: '-/ping', handle: ping },
    { method: 'GET', pattern: '-/whoami', handle: whoAmI },
    { method: 'GET', pattern: '-/npm/v1/user', handle: profile },
    { method: 'GET', pattern: '-/v1/search', handle: search },
    { method: 'PUT', pattern: '-/user/:user', handle: logIn },
    { method: 'DELETE', pattern: '-/user/token/:token', handle: logOut },
    { method: 'POST', pattern: '-/npm/v1/security/advisories/bulk', handle: bulkAdvisories },
    { method: 'GET', pattern: '-/package/:package/dist-tags', handle: listTags },
    { method: 'PUT', pattern: '-/package/:package/dist-tags/:tag', handle: putTag },
    { method: 'POST', pattern: '-/package/:package/dist-tags/:tag', handle: putTag },
    { method: 'DELETE', pattern: '-/package/:package/dist-tags/:tag', handle: removeTag },
    { method: 'GET', pattern: ':package/-/:file', handle: getTarball },
    // `@scope/name/-/@scope/name-1.0.0.tgz`: an older spelling of the same file.
    { method: 'GET', pattern: ':package/-/:scope/:file', handle: getTarball },
    { method: 'DELETE', pattern: ':package/-/:file/-rev/:rev', handle: unpublishTarball },
    { method: 'PUT', pattern: ':package/-rev/:rev', handle: unpublishVersions },
    { method: 'DELETE', pattern: ':package/-rev/:rev', handle: unpublishPackage },
    {
      method: 'GET',
      pattern: ':package',
      handle: (call, params) => getPackument(documents, call, params),
    },
    { method: 'GET', pattern: ':package/:version', handle: getManifest },
    { method: 'PUT', pattern: ':package', handle: putPackage },
  ];
}
