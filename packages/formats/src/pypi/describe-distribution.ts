import type { PublishArtifactInput, PublishedFile } from '@bonded/core/artifacts';
import type { StagedBlob } from '@bonded/core/ports';
import { purlOf } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import type { FormatPorts } from '../format.ts';
import type { RandomAccess } from '../random-access.ts';
import { requireNamed } from './codec/agreement.ts';
import { componentsOf } from './codec/components.ts';
import type { DistributionName } from './codec/file-names.ts';
import { filePath, metadataPath, provenancePath, provenanceType } from './codec/names.ts';
import { type DerivedRelease, deriveRelease } from './codec/release.ts';
import { inspectSdist } from './codec/sdist.ts';
import { inspectWheel } from './codec/wheel.ts';
import { requireFits } from './require-fits.ts';
import { writeFile, writeRelease } from './stored-metadata.ts';

/** What pip checks a file by, beside our SHA-256: old tools know nothing else. */
export const pypiDigests = ['md5'] as const;

const metadataType = 'text/plain; charset=utf-8';

export interface StagedDistribution {
  readonly repository: RepositoryWithProject;
  readonly named: DistributionName;
  readonly staged: StagedBlob;
  readonly source: RandomAccess;
  readonly signal: AbortSignal;
}

export interface InspectedDistribution {
  readonly release: DerivedRelease;
  /** METADATA or PKG-INFO, byte for byte. */
  readonly metadata: Buffer;
}

/** Reads what the archive says of itself, and requires that it is what its name says. */
export async function inspectDistribution(
  ports: FormatPorts,
  { repository, named, source }: StagedDistribution,
): Promise<InspectedDistribution> {
  const metadata =
    named.kind === 'wheel' ? await inspectWheel(source, named) : await inspectSdist(source, named);
  const release = deriveRelease(metadata);
  requireNamed(release, named);
  // What stands beside what elsewhere is not ours to choose.
  if (repository.kind === 'HOSTED') await requireFits(ports, repository, named);
  return { release, metadata };
}

/**
 * A file as an addition to its release. What is served beside it is staged here: the metadata of a
 * wheel (PEP 658) and its provenance (PEP 740).
 */
export async function describeDistribution(
  ports: FormatPorts,
  distribution: StagedDistribution,
  { release, metadata }: InspectedDistribution,
  provenance: string | null,
): Promise<PublishArtifactInput> {
  const { repository, named, staged, signal } = distribution;
  const { name, version, summary, licence } = release;
  const path = filePath({ name, version, fileName: named.fileName });
  const beside = [
    ...(named.kind === 'wheel'
      ? [{ path: metadataPath(path), contentType: metadataType, bytes: metadata }]
      : []),
    ...(provenance === null
      ? []
      : [
          {
            path: provenancePath(path),
            contentType: provenanceType,
            bytes: Buffer.from(provenance),
          },
        ]),
  ];
  const sidecars: PublishedFile[] = [];
  for (const { bytes, ...file } of beside) {
    sidecars.push({ ...file, staged: await stageBytes(ports, bytes, signal) });
  }
  const file: PublishedFile = {
    path,
    contentType: 'application/octet-stream',
    staged,
    metadata: writeFile(named, release),
  };
  return {
    repository,
    name,
    version,
    purl: purlOf('PyPI', name, version),
    ...(summary !== null && { description: summary }),
    ...(licence !== null && { licence }),
    metadata: writeRelease(release),
    files: [file, ...sidecars],
    components: componentsOf(release),
    onExisting: { kind: 'join' },
  };
}

function stageBytes(ports: FormatPorts, bytes: Buffer, signal: AbortSignal): Promise<StagedBlob> {
  async function* whole() {
    yield await Promise.resolve(bytes);
  }
  return ports.blobs.stage(whole(), { signal, bytesMax: bytes.length });
}
