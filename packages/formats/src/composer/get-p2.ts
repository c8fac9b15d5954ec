import { packageNotFound } from '@bonded/core/artifacts';
import type { PackageIndex } from '@bonded/core/supply';
import { type RenderedDocument, renderDocument, sendDocument } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import type { PackageIndexes } from '../package-indexes.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { renderP2 } from './codec/p2.ts';
import { splitReference } from './codec/versions.ts';
import { readMetadata } from './stored-metadata.ts';

/** Both documents of a package. */
export interface PackageDocuments {
  readonly tagged: RenderedDocument;
  readonly development: RenderedDocument;
}

/**
 * A date of whole seconds cannot tell two changes within one apart, and Composer asks by nothing
 * else: a document younger than this has none.
 */
const settledMs = 2_000;

/** `GET p2/{vendor}/{name}.json` and `…~dev.json`. */
export async function getP2(
  documents: PackageIndexes<PackageDocuments>,
  call: FormatCall,
  params: RouteParams,
): Promise<void> {
  requireReader(call);
  const { repository, request, reply } = call;
  const [, stem = '', development] = /^(.+?)(~dev)?\.json$/.exec(params['file'] ?? '') ?? [];
  if (stem === '') throw packageNotFound('There is no such package here.');
  const name = `${params['vendor']}/${stem}`;
  const found = await documents.get(call, { name }, (index) => render(call, index));
  sendDocument(request, reply, development === undefined ? found.tagged : found.development, {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, no-cache`,
  });
}

async function render(
  { ports, baseUrl }: FormatCall,
  index: PackageIndex,
): Promise<PackageDocuments> {
  const packages = index.versions.map((artifact) => {
    const metadata = readMetadata(artifact.metadata);
    const { manifest, normal, sha1, reference = null, isDefaultBranch = false } = metadata;
    return {
      manifest,
      version: { pretty: splitReference(artifact.version).pretty, normal },
      key: artifact.version,
      sha1,
      reference,
      isDefaultBranch,
      publishedAt: artifact.createdAt,
      deprecation: artifact.deprecation,
      receipt: index.receipts.get(artifact.id) ?? null,
      isYanked: artifact.yankedAt !== null,
    };
  });
  if (packages.length === 0) throw packageNotFound('There is no version of this package any more.');
  const changes = [index.package, ...index.versions].map(({ updatedAt }) => updatedAt.getTime());
  const changedAt = new Date(Math.max(...changes));
  const isSettled = ports.clock.now().getTime() - changedAt.getTime() > settledMs;
  const options = {
    contentType: 'application/json',
    ...(isSettled && { lastModified: changedAt }),
  };
  // In order of their dates: of the states of a branch, the newest is the branch.
  const newest = [...new Map(packages.map((each) => [each.version.pretty, each])).values()];
  const { tagged, development } = renderP2(index.package.name, newest, baseUrl);
  return {
    tagged: await renderDocument(tagged, options),
    development: await renderDocument(development, options),
  };
}
