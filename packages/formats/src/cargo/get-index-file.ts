import { packageNotFound } from '@bonded/core/artifacts';
import type { EventBus } from '@bonded/core/events';
import type { PackageIndex } from '@bonded/core/supply';
import {
  documentSizeBytes,
  type RenderedDocument,
  renderDocument,
  sendDocument,
} from '@bonded/http';
import type { FormatCall } from '../format.ts';
import { PackageIndexes } from '../package-indexes.ts';
import { requireReader } from '../require-reader.ts';
import type { RouteParams } from '../route.ts';
import { indexLine } from './codec/index-line.ts';
import { crateNameKey, crateOfIndexPath } from './codec/names.ts';
import { readMetadata } from './stored-metadata.ts';

interface IndexFile {
  /** As its author spells it. */
  readonly name: string;
  readonly document: RenderedDocument;
}

export type IndexFiles = PackageIndexes<IndexFile>;

export function createIndexFiles(events: EventBus): IndexFiles {
  return new PackageIndexes(events, ({ document }) => documentSizeBytes(document));
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
  if (name === null) throw packageNotFound('There is no such crate here.');
  const found = await files.get(call, { name, nameKey: crateNameKey(name) }, render);
  // `a-b` must not answer with the lines of `a_b`: cargo would look for a crate that is not there.
  if (found.name.toLowerCase() !== name) throw packageNotFound('There is no such crate here.');
  sendDocument(request, reply, found.document, {
    cacheControl: `${repository.isPublic ? 'public' : 'private'}, no-cache`,
  });
}

/**
 * Held versions stay listed, so that lock files still resolve and the refusal is ours, but as
 * yanked ones: no resolution chooses them anew.
 */
async function render(index: PackageIndex): Promise<IndexFile> {
  const lines = index.versions.map((artifact) =>
    indexLine({
      manifest: readMetadata(artifact.metadata),
      digest: artifact.digest,
      // What has no date upstream has the earliest of all.
      publishedAt: artifact.createdAt.getTime() === 0 ? null : artifact.createdAt,
      isYanked: artifact.yankedAt !== null || index.receipts.has(artifact.id),
    }),
  );
  if (lines.length === 0) throw packageNotFound('There is no version of this crate any more.');
  const document = await renderDocument(`${lines.join('\n')}\n`, {
    contentType: 'text/plain; charset=utf-8',
    lastModified: index.package.updatedAt,
  });
  return { name: index.package.name, document };
}
