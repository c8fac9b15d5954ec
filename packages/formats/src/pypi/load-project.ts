import type { IndexedFile, PackageIndex } from '@bonded/core/supply';
import type { JsonFile, JsonRelease } from './codec/json-api.ts';
import { metadataPath, provenanceAddress, provenancePath } from './codec/names.ts';
import { readFile, readRelease } from './stored-metadata.ts';

export interface LoadedProject {
  /** Normalised. */
  readonly name: string;
  readonly changedAt: Date;
  /** In the order in which they were published. */
  readonly releases: readonly JsonRelease[];
}

/**
 * Reads what the indexes of a project are rendered from. A release that is not given out is listed
 * as taken back, for the reason on its receipt: resolvers pass it over, and who has it pinned is
 * told why.
 */
export async function loadProject(index: PackageIndex): Promise<LoadedProject> {
  const byArtifact = Map.groupBy(await index.files(), ({ artifactId }) => artifactId);
  return {
    name: index.package.name,
    changedAt: index.package.updatedAt,
    releases: index.versions.map((artifact) => {
      const reason = artifact.yankedAt === null ? null : (artifact.yankedReason ?? '');
      const yanked = index.receipts.get(artifact.id) ?? reason;
      const own = byArtifact.get(artifact.id) ?? [];
      const { version, upstreamAt } = artifact;
      return {
        version,
        info: readRelease(artifact.metadata),
        files: filesOf(own, { name: index.package.name, version, yanked, upstreamAt }),
        yanked,
      };
    }),
  };
}

interface ReleaseFacts {
  readonly name: string;
  readonly version: string;
  readonly yanked: string | null;
  readonly upstreamAt: Date | null;
}

function filesOf(files: readonly IndexedFile[], release: ReleaseFacts): readonly JsonFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.flatMap((file) => {
    const own = readFile(file.metadata);
    if (own === null) return [];
    const fileName = file.path.slice(file.path.lastIndexOf('/') + 1);
    const hasProvenance = byPath.has(provenancePath(file.path)) || own.hasProvenance === true;
    return [
      {
        ...own,
        fileName,
        path: file.path,
        sha256: file.digest === '' ? null : file.digest,
        md5: md5Of(file.extraDigests),
        // No archive is empty: upstream did not say.
        sizeBytes: Number(file.sizeBytes) || null,
        uploadedAt: dateOf(release.upstreamAt ?? file.createdAt),
        metadataSha256: byPath.get(metadataPath(file.path))?.digest ?? own.metadataSha256 ?? null,
        provenance: hasProvenance ? provenanceAddress({ ...release, fileName }) : null,
        yanked: release.yanked,
      },
    ];
  });
}

/** What has no date upstream has the earliest of all. */
function dateOf(at: Date): Date | null {
  return at.getTime() === 0 ? null : at;
}

function md5Of(digests: unknown): string | null {
  const isMap = typeof digests === 'object' && digests !== null && 'md5' in digests;
  return isMap && typeof digests.md5 === 'string' ? digests.md5 : null;
}
