import { assert } from '@bonded/kernel';
import type { IndexedFile, IndexedVersion, PackageIndex } from './indexed-package.ts';

/**
 * One index from several, in their order: the first that has a version, a tag or a file gives it.
 * Files of one version are united, since versions of some ecosystems grow.
 */
export function mergeIndexes(indexes: readonly PackageIndex[]): PackageIndex {
  const [first] = indexes;
  assert(first !== undefined, 'there is something to merge');
  const versions = new Map<string, IndexedVersion>();
  const tags = new Map<string, string>();
  const receipts = new Map<string, string>();
  for (const index of indexes) {
    for (const version of index.versions) {
      const known = versions.get(version.version);
      if (known === undefined) versions.set(version.version, version);
    }
    for (const [tag, version] of index.tags) if (!tags.has(tag)) tags.set(tag, version);
    for (const [id, receipt] of index.receipts) receipts.set(id, receipt);
  }
  const times = indexes.map((index) => index.package.updatedAt.getTime());
  return {
    package: { ...first.package, updatedAt: new Date(Math.max(...times)) },
    versions: [...versions.values()].map(dated).toSorted(oldestFirst),
    tags,
    receipts,
    files: () => mergeFiles(indexes, versions),
  };
}

/** What was fetched keeps the date of its upstream, so that its place does not change by it. */
function dated(version: IndexedVersion): IndexedVersion {
  return version.upstreamAt === null ? version : { ...version, createdAt: version.upstreamAt };
}

function oldestFirst(a: IndexedVersion, b: IndexedVersion): number {
  return a.createdAt.getTime() - b.createdAt.getTime();
}

async function mergeFiles(
  indexes: readonly PackageIndex[],
  winners: ReadonlyMap<string, IndexedVersion>,
): Promise<readonly IndexedFile[]> {
  const files = new Map<string, IndexedFile>();
  for (const index of indexes) {
    const named = new Map(index.versions.map(({ id, version }) => [id, version]));
    for (const file of await index.files()) {
      const winner = winners.get(named.get(file.artifactId) ?? '');
      if (winner === undefined || files.has(file.path)) continue;
      files.set(file.path, { ...file, artifactId: winner.id });
    }
  }
  return [...files.values()];
}
