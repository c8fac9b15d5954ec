import type { RenderedDocument } from '@bonded/http';
import type { DocumentCache } from '../document-cache.ts';
import type { FormatCall } from '../format.ts';
import type { PackageIndexes } from '../package-indexes.ts';
import type { Route } from '../route.ts';
import { securityAdvisories } from './advisories.ts';
import { deleteArchive, getArchive } from './archive.ts';
import { getP2, type PackageDocuments } from './get-p2.ts';
import { getRoot } from './get-root.ts';
import { putNamedPackage, putPackage } from './put-package.ts';
import { list, search } from './search.ts';

export interface ComposerDocuments {
  readonly roots: DocumentCache<RenderedDocument>;
  readonly packages: PackageIndexes<PackageDocuments>;
}

/** The protocol, address by address. The first that fits answers. */
export function composerRoutes({ roots, packages }: ComposerDocuments): readonly Route[] {
  const archive = 'packages/:vendor/:name/:file';
  const advisories = 'api/security-advisories';
  return [
    { method: 'GET', pattern: 'packages.json', handle: (call) => getRoot(roots, call) },
    {
      method: 'GET',
      pattern: 'p2/:vendor/:file',
      handle: (call, params) => getP2(packages, call, params),
    },
    { method: 'GET', pattern: archive, handle: getArchive },
    { method: 'PUT', pattern: archive, handle: putNamedPackage },
    { method: 'DELETE', pattern: archive, handle: deleteArchive },
    { method: 'PUT', pattern: '', handle: putPackage },
    { method: 'GET', pattern: 'search.json', handle: search },
    { method: 'GET', pattern: 'list.json', handle: list },
    { method: 'POST', pattern: 'downloads', handle: acknowledge },
    { method: 'GET', pattern: advisories, handle: securityAdvisories },
    { method: 'POST', pattern: advisories, handle: securityAdvisories },
  ];
}

/** What was installed is told to us, and counted nowhere: a client can say anything. */
async function acknowledge({ reply }: FormatCall): Promise<void> {
  await reply.code(204).send();
}
