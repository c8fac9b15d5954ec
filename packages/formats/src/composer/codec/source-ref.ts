import type { SourceRef, SourceVersion } from '@bonded/core/repositories';
import { writeMetadata } from '../stored-metadata.ts';
import { branchVersion } from './branch-version.ts';
import { packageMismatch, versionInvalid } from './errors.ts';
import { licenceOf, readManifest } from './manifest.ts';
import { atReference, type ComposerVersion, readState, readVersion } from './versions.ts';

/**
 * What Composer makes of a tag or a branch (its `VcsRepository`): a tag is the version that its
 * name says, a branch is itself at one commit. The composer.json must be of the very package.
 *
 * @throws AppError `COMPOSER_PACKAGE_MISMATCH`, `COMPOSER_VERSION_INVALID`, those of `readManifest`
 */
export function readSourceRef(ref: SourceRef): SourceVersion {
  const manifest = readManifest(ref.manifest);
  if (manifest.name !== ref.package) {
    throw packageMismatch(`Its composer.json is of ${manifest.name}, and not of ${ref.package}.`);
  }
  const version = ref.kind === 'TAG' ? taggedVersion(ref.name, manifest.version) : branchOf(ref);
  const isRelease = ref.kind === 'TAG';
  return {
    version: isRelease ? version.pretty : atReference(version.pretty, ref.commit),
    licence: licenceOf(manifest),
    description: manifest.description ?? '',
    metadata: writeMetadata({
      manifest: { ...manifest, version: version.pretty },
      normal: version.normal,
      // Known when somebody wants it: the archive is made then.
      sha1: '',
      reference: ref.commit,
      ...(ref.isDefault && { isDefaultBranch: true }),
    }),
  };
}

/** `release-1.0` is 1.0 to Composer too. */
function taggedVersion(tag: string, stated: string | undefined): ComposerVersion {
  const version = readVersion(tag.replaceAll('release-', ''));
  if (version.isBranch) throw versionInvalid(`A tag cannot be a branch: ${tag}.`);
  if (stated !== undefined && readVersion(stated).normal !== version.normal) {
    throw packageMismatch(`Its composer.json says ${stated}, and the tag ${tag}.`);
  }
  return version;
}

function branchOf({ name }: SourceRef): ComposerVersion {
  return readState(branchVersion(name));
}
