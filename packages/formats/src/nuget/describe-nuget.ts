import type { PublishArtifactInput, PublishedFile } from '@bonded/core/artifacts';
import { purlOf, type StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import type { FormatPorts } from '../format.ts';
import { componentsOf } from './codec/components.ts';
import type { NupkgContents } from './codec/nupkg.ts';
import { embeddedPath, nupkgPath, nuspecPath } from './codec/paths.ts';
import { writeNugetMetadata } from './stored-metadata.ts';

export interface NugetArchive {
  readonly repository: RepositoryWithProject;
  readonly contents: NupkgContents;
  readonly nupkg: StagedBlob;
  readonly beside: readonly PublishedFile[];
}

/**
 * A .nupkg as an artifact. Ids mean the same in any case, so a package is known by its lower case;
 * documents show it as its author writes it.
 */
export function describeNuget(archive: NugetArchive): PublishArtifactInput {
  const { repository, contents, nupkg: staged, beside } = archive;
  const { nuspec, fileCount, unpackedSizeBytes } = contents;
  const embedded = contents.embedded.map(({ kind }) => kind);
  const { id, versionKey: version, description, licenseExpression } = nuspec;
  return {
    repository,
    name: id.toLowerCase(),
    version,
    description,
    purl: purlOf('NuGet', id, version),
    ...(licenseExpression === null ? {} : { licence: licenseExpression }),
    metadata: writeNugetMetadata({ nuspec, embedded, fileCount, unpackedSizeBytes }),
    files: [
      { path: nupkgPath(id, version), contentType: 'application/octet-stream', staged },
      ...beside,
    ],
    components: componentsOf(nuspec),
  };
}

/**
 * Keeps as files of their own what clients read before they fetch the package, or instead: the
 * .nuspec, readme, icon and licence.
 */
export async function stageBeside(
  ports: Pick<FormatPorts, 'blobs'>,
  { nuspec: { id, versionKey }, nuspecBytes, embedded }: NupkgContents,
  signal: AbortSignal,
): Promise<readonly PublishedFile[]> {
  const files = [
    { path: nuspecPath(id, versionKey), contentType: 'application/xml', bytes: nuspecBytes },
    ...embedded.map(({ kind, contentType, bytes }) => ({
      path: embeddedPath(id, versionKey, kind),
      contentType,
      bytes,
    })),
  ];
  const staged: PublishedFile[] = [];
  for (const { bytes, ...file } of files) {
    staged.push({ ...file, staged: await stageBytes(ports, bytes, signal) });
  }
  return staged;
}

function stageBytes(
  { blobs }: Pick<FormatPorts, 'blobs'>,
  bytes: Buffer,
  signal: AbortSignal,
): Promise<StagedBlob> {
  const chunks = (async function* () {
    yield await Promise.resolve(bytes);
  })();
  return blobs.stage(chunks, { signal, bytesMax: bytes.length });
}
