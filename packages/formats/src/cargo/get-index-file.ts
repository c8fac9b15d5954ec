import { lookUpPackageByKey, packageNotFound, readPackageIndex } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import {
  documentSizeBytes,
  type RenderedDocument,
  renderDocument,
  sendDocument,
} from '@bonded/http';
import { DocumentCache } from '../document-cache.ts';
import type { FormatCall } from '../format.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { indexLine } from './codec/index-line.ts';
import { crateNameKey, crateOfIndexPath } from './codec/names.ts';
import { readMetadata } from './stored-metadata.ts';

export type IndexFiles = DocumentCache<RenderedDocument>;

export function createIndexFiles(events: EventBus): IndexFiles {
  return new DocumentCache(events, { about: 'package', sizeBytesOf: documentSizeBytes });
}

/** `GET {ab}/{cd}/{name}`: a line for each version of a crate. */
export async function getIndexFile(
  files: IndexFiles,
  call: FormatCall,
  params: RouteParams,
): Promise<void> {
  requireReader(call);
  const { repository, request, reply } = call;
  const name = crateOfIndexPath(params['path'] ?? '');
  const found =
    name &&
    (await lookUpPackageByKey(call.ports, {
      repositoryId: repository.id,
      nameKey: crateNameKey(name),
    }));
  // `a-b` must not answer with the lines of `a_b`: cargo would look for a crate that is not there.
  if (!found || found.name.toLowerCase() !== name) {
    throw packageNotFound('There is no such crate here.');
  }
  const document = await files.get(found.id, () => render(call, found.id));
  sendDocument(request, reply, document, {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, no-cache`,
  });
}

/**
 * Held versions stay listed, so that lock files still resolve and the refusal is ours, but as
 * yanked ones: no resolution chooses them anew.
 */
async function render(call: FormatCall, packageId: string): Promise<RenderedDocument> {
  const index = await readPackageIndex(call.ports, packageId);
  const lines = index.versions.map((artifact) =>
    indexLine({
      manifest: readMetadata(artifact.metadata),
      digest: artifact.digest,
      publishedAt: artifact.createdAt,
      isYanked: artifact.yankedAt !== null || index.receipts.has(artifact.id),
    }),
  );
  if (lines.length === 0) throw packageNotFound('There is no version of this crate any more.');
  return renderDocument(`${lines.join('\n')}\n`, {
    contentType: 'text/plain; charset=utf-8',
    lastModified: index.package.updatedAt,
  });
}
