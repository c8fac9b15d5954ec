import { listPackageFiles, readPackageIndex } from '@bonded/core/artifacts';
import type { FormatPorts } from '../format.ts';
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
export async function loadProject(ports: FormatPorts, packageId: string): Promise<LoadedProject> {
  const index = await readPackageIndex(ports, packageId);
  const files = await listPackageFiles(ports, packageId);
  const byArtifact = Map.groupBy(files, ({ artifactId }) => artifactId);
  return {
    name: index.package.name,
    changedAt: index.package.updatedAt,
    releases: index.versions.map((artifact) => {
      const reason = artifact.yankedAt === null ? null : (artifact.yankedReason ?? '');
      const yanked = index.receipts.get(artifact.id) ?? reason;
      const own = byArtifact.get(artifact.id) ?? [];
      return {
        version: artifact.version,
        info: readRelease(artifact.metadata),
        files: filesOf(own, { name: index.package.name, version: artifact.version, yanked }),
        yanked,
      };
    }),
  };
}

type StoredFile = Awaited<ReturnType<typeof listPackageFiles>>[number];

interface ReleaseFacts {
  readonly name: string;
  readonly version: string;
  readonly yanked: string | null;
}

function filesOf(files: readonly StoredFile[], release: ReleaseFacts): readonly JsonFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return files.flatMap((file) => {
    const own = readFile(file.metadata);
    if (own === null) return [];
    const fileName = file.path.slice(file.path.lastIndexOf('/') + 1);
    const hasProvenance = byPath.has(provenancePath(file.path));
    return [
      {
        ...own,
        fileName,
        path: file.path,
        sha256: file.digest,
        md5: md5Of(file.extraDigests),
        sizeBytes: Number(file.sizeBytes),
        uploadedAt: file.createdAt,
        metadataSha256: byPath.get(metadataPath(file.path))?.digest ?? null,
        provenance: hasProvenance ? provenanceAddress({ ...release, fileName }) : null,
        yanked: release.yanked,
      },
    ];
  });
}

function md5Of(digests: unknown): string | null {
  const isMap = typeof digests === 'object' && digests !== null && 'md5' in digests;
  return isMap && typeof digests.md5 === 'string' ? digests.md5 : null;
}
