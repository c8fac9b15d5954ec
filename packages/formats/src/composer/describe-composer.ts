import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { purlOf, type StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { assert } from '@bonded/kernel';
import { componentsOf } from './codec/components.ts';
import { packageMismatch, versionInvalid } from './codec/errors.ts';
import { type ComposerManifest, licenceOf } from './codec/manifest.ts';
import { archivePath } from './codec/names.ts';
import { atReference, readState, readVersion } from './codec/versions.ts';
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
  readonly state?: string | null;
  /** What it was told to be made of: stays what clients wrote into their lock files. */
  readonly reference?: string | null;
  readonly isDefaultBranch?: boolean;
}

/**
 * A zip as an artifact. Errors: COMPOSER_VERSION_INVALID, and COMPOSER_PACKAGE_MISMATCH where the
 * composer.json has another version than was said.
 */
export function describeComposer(archive: ComposerArchive): PublishArtifactInput {
  const { repository, staged, manifest, state = null, isDefaultBranch = false } = archive;
  const reference = archive.reference ?? state;
  const { name, description = '' } = manifest;
  const version = versionOf(archive);
  const { sha1 } = staged.extraDigests;
  assert(sha1 !== undefined, 'Composer archives are staged with a SHA-1');
  const licence = licenceOf(manifest);
  const key = state === null ? version.pretty : atReference(version.pretty, state);
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
      ...(isDefaultBranch && { isDefaultBranch }),
    }),
    files: [{ path: archivePath(name, key), contentType: 'application/zip', staged }],
    components: componentsOf(manifest, version.pretty),
    // A branch is where its newest commit is.
    ...(version.isBranch && state === null && { onExisting: { kind: 'replace' } }),
  };
}

function versionOf({ manifest, version, state = null }: ComposerArchive) {
  // Whatever the composer.json of a branch says, the branch is what it is.
  if (version !== null && state !== null) return readState(version);
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
