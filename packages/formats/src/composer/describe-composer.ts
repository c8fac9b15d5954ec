import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { purlOf, type StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { assert } from '@bonded/kernel';
import { componentsOf } from './codec/components.ts';
import { packageMismatch, versionInvalid } from './codec/errors.ts';
import { type ComposerManifest, licenceOf } from './codec/manifest.ts';
import { archivePath } from './codec/names.ts';
import { atReference, readVersion } from './codec/versions.ts';
import { writeMetadata } from './stored-metadata.ts';

/** What Composer checks an archive by. */
export const composerDigests = ['sha1'] as const;

export interface ComposerArchive {
  readonly repository: RepositoryWithProject;
  readonly staged: StagedBlob;
  readonly manifest: ComposerManifest;
  /** Said beside the archive; most packages leave their version to the tag of their source. */
  readonly version: string | null;
  /** Set where it is one state of a branch, and not the branch itself. */
  readonly reference?: string | null;
}

/**
 * A zip as an artifact. Errors: COMPOSER_VERSION_INVALID, and COMPOSER_PACKAGE_MISMATCH where the
 * composer.json has another version than was said.
 */
export function describeComposer(archive: ComposerArchive): PublishArtifactInput {
  const { repository, staged, manifest, reference = null } = archive;
  const { name, description = '' } = manifest;
  const version = versionOf(archive);
  const { sha1 } = staged.extraDigests;
  assert(sha1 !== undefined, 'Composer archives are staged with a SHA-1');
  const licence = licenceOf(manifest);
  const key = reference === null ? version.pretty : atReference(version.pretty, reference);
  return {
    repository,
    name,
    version: key,
    description,
    purl: purlOf('Packagist', name, version.pretty),
    ...(licence === null ? {} : { licence }),
    metadata: writeMetadata({
      manifest,
      normal: version.normal,
      sha1,
      ...(reference !== null && { reference }),
    }),
    files: [{ path: archivePath(name, key), contentType: 'application/zip', staged }],
    components: componentsOf(manifest, version.pretty),
    // A branch is where its newest commit is.
    ...(version.isBranch && reference === null && { onExisting: { kind: 'replace' } }),
  };
}

function versionOf({ manifest, version }: ComposerArchive) {
  const stated = manifest.version;
  const text = version ?? stated;
  if (text === undefined) {
    throw versionInvalid('Neither the request nor the composer.json says which version it is.');
  }
  const read = readVersion(text);
  if (stated !== undefined && readVersion(stated).normal !== read.normal) {
    throw packageMismatch(`The composer.json says ${stated}, and the request ${text}.`);
  }
  return read;
}
