import { artifactNotFound, packageNotFound } from '@bonded/core/artifacts';
import { type RenderedDocument, sendDocument } from '@bonded/http';
import type { FormatCall } from '../format.ts';
import type { PackageIndexes } from '../package-indexes.ts';
import { requireReader } from '../require-reader.ts';
import { type ModuleIndex, renderModuleIndex } from './module-index.ts';

export type ModuleIndexes = PackageIndexes<ModuleIndex>;

/** `GET {module}/@v/list`: the versions that are given out, but for those without a tag. */
export async function getList(
  indexes: ModuleIndexes,
  call: FormatCall,
  path: string,
): Promise<void> {
  const index = await load(indexes, call, path);
  // An empty list would send the client on to `@latest`, of whose refusal it prints nothing.
  requireLatest(index, path);
  send(call, index.list);
}

/** `GET {module}/@latest`: the newest version that is given out, as its info. */
export async function getLatest(
  indexes: ModuleIndexes,
  call: FormatCall,
  path: string,
): Promise<void> {
  send(call, requireLatest(await load(indexes, call, path), path));
}

/**
 * 404 and nothing else: the go command asks for every prefix of an import, and any other status
 * would end its search.
 */
function requireLatest({ latest, receipt }: ModuleIndex, path: string): RenderedDocument {
  if (latest !== null) return latest;
  throw artifactNotFound(receipt ?? `No version of ${path} is given out.`);
}

function load(indexes: ModuleIndexes, call: FormatCall, path: string): Promise<ModuleIndex> {
  requireReader(call);
  return indexes.get(call, { name: path }, async (index) => {
    if (index.versions.length === 0) throw packageNotFound(`There is no module ${path} here.`);
    return renderModuleIndex(index);
  });
}

function send({ request, reply, repository }: FormatCall, document: RenderedDocument): void {
  const cacheControl = repository.isPublic ? 'public, no-cache' : 'private, no-cache';
  sendDocument(request, reply, document, { cacheControl });
}
