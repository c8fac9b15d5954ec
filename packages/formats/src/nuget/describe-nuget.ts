import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { purlOf, type StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import type { FormatPorts } from '../format.ts';
import { componentsOf } from './codec/components.ts';
import type { NupkgContents } from './codec/nupkg.ts';
import { nupkgPath, nuspecPath } from './codec/paths.ts';
import { writeNugetMetadata } from './stored-metadata.ts';

export interface NugetArchive {
  readonly repository: RepositoryWithProject;
  readonly contents: NupkgContents;
  readonly nupkg: StagedBlob;
  readonly nuspec: StagedBlob;
}

/**
 * A .nupkg as an artifact. Ids mean the same in any case, so a package is known by its lower case;
 * documents show it as its author writes it.
 */
export function describeNuget(archive: NugetArchive): PublishArtifactInput {
  const { repository, contents, nupkg, nuspec: staged } = archive;
  const { nuspec } = contents;
  const { id, versionKey: version, description, licenseExpression } = nuspec;
  return {
    repository,
    name: id.toLowerCase(),
    version,
    description,
    purl: purlOf('NuGet', id, version),
    ...(licenseExpression === null ? {} : { licence: licenseExpression }),
    metadata: writeNugetMetadata(contents),
    files: [
      { path: nupkgPath(id, version), contentType: 'application/octet-stream', staged: nupkg },
      { path: nuspecPath(id, version), contentType: 'application/xml', staged },
    ],
    components: componentsOf(nuspec),
  };
}

/** Keeps the .nuspec as a file of its own: clients read it before they fetch the package. */
export function stageNuspec(
  ports: Pick<FormatPorts, 'blobs'>,
  { nuspecBytes }: NupkgContents,
  signal: AbortSignal,
): Promise<StagedBlob> {
  const chunks = (async function* () {
    yield await Promise.resolve(nuspecBytes);
  })();
  return ports.blobs.stage(chunks, { signal, bytesMax: nuspecBytes.length });
}
