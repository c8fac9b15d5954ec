import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { purlOf, type StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';

import type { FormatPorts } from '../format.ts';
import { moduleFilePath } from './codec/address.ts';
import { componentsOf } from './codec/components.ts';
import type { ModuleContents } from './codec/module-zip.ts';
import { writeGoMetadata } from './stored-metadata.ts';

export interface ModuleArchive {
  readonly repository: RepositoryWithProject;
  readonly contents: ModuleContents;
  readonly zip: StagedBlob;
  readonly goMod: StagedBlob;
}

/** A module zip as an artifact: itself, and the go.mod that clients read long before it. */
export function describeGo(archive: ModuleArchive): PublishArtifactInput {
  const { repository, contents, zip, goMod } = archive;
  const { path, version, sum, goModSum, fileCount, unpackedSizeBytes } = contents;
  const { goVersion } = contents.goMod;
  return {
    repository,
    name: path,
    version,
    purl: purlOf('Go', path, version),
    metadata: writeGoMetadata({ sum, goModSum, goVersion, fileCount, unpackedSizeBytes }),
    files: [
      { path: moduleFilePath(path, version, 'zip'), contentType: zipType, staged: zip },
      { path: moduleFilePath(path, version, 'mod'), contentType: textType, staged: goMod },
    ],
    components: componentsOf(contents),
  };
}

const zipType = 'application/zip';
const textType = 'text/plain; charset=utf-8';

/** Keeps the go.mod of a zip as a file of its own. */
export function stageGoMod(
  ports: Pick<FormatPorts, 'blobs'>,
  { goModBytes }: ModuleContents,
  signal: AbortSignal,
): Promise<StagedBlob> {
  const chunks = (async function* () {
    yield await Promise.resolve(goModBytes);
  })();
  return ports.blobs.stage(chunks, { signal, bytesMax: goModBytes.length });
}
