import type { PublishArtifactInput, PublishedFile } from '@bonded/core/artifacts';
import { purlOf, type StagedBlob } from '@bonded/core/ports';
import type { RepositoryWithProject } from '@bonded/core/repositories';
import { assert } from '@bonded/kernel';
import { componentsOf } from './codec/components.ts';
import { type DerivedManifest, deriveManifest } from './codec/manifest.ts';
import { provenancePath, tarballPath } from './codec/names.ts';
import { readProvenance } from './codec/provenance.ts';
import { type RegistrySigner, signVersion } from './codec/registry-signature.ts';
import type { TarballContents } from './codec/tarball-contents.ts';
import { writeMetadata } from './stored-metadata.ts';

/** What npm clients check a tarball by, beside our SHA-256. */
export const npmDigests = ['sha1', 'sha512'] as const;

const readmeCharsMax = 64 * 1024;

export interface NpmArchive {
  readonly repository: RepositoryWithProject;
  readonly staged: StagedBlob;
  readonly contents: TarballContents;
  readonly tags: readonly string[];
  readonly signer: RegistrySigner;
  /** The signed statement about the tarball, where one came with it. */
  readonly provenance?: StagedProvenance | undefined;
}

export interface StagedProvenance {
  readonly staged: StagedBlob;
  readonly contentType: string;
  readonly bundle: string;
}

export interface DescribedNpm {
  readonly derived: DerivedManifest;
  readonly input: PublishArtifactInput;
}

/**
 * A tarball as an artifact: everything that is served of it comes from the archive itself (D5.11).
 */
export function describeNpm(archive: NpmArchive): DescribedNpm {
  const { repository, staged, contents, tags, provenance } = archive;
  const derived = deriveManifest(contents, { isForeign: repository.kind === 'PROXY' });
  const { name, version, manifest, description, licence } = derived;
  const { sha1, sha512 } = staged.extraDigests;
  assert(sha1 !== undefined && sha512 !== undefined, 'npm tarballs are staged with both digests');
  const integrity = `sha512-${Buffer.from(sha512, 'hex').toString('base64')}`;
  const attestation = provenance && readProvenance(provenance.bundle, { name, version, sha512 });
  const dist = {
    shasum: sha1,
    integrity,
    signature: signVersion(archive.signer, { name, version, integrity }),
    ...(attestation && { attestation }),
    fileCount: contents.fileCount,
    unpackedSizeBytes: contents.unpackedSizeBytes,
  };
  const { readme: whole } = contents;
  const readme = whole && { ...whole, text: whole.text.slice(0, readmeCharsMax) };
  const file = {
    path: tarballPath(name, version),
    contentType: 'application/octet-stream',
    staged,
  };
  return {
    derived,
    input: {
      repository,
      name,
      version,
      description,
      purl: purlOf('npm', name, version),
      ...(licence === null ? {} : { licence }),
      metadata: writeMetadata({ manifest, dist, readme }),
      files: [file, ...provenanceFiles(provenancePath(name, version), provenance)],
      components: componentsOf(derived, contents.bundled),
      tags,
    },
  };
}

function provenanceFiles(path: string, provenance: StagedProvenance | undefined): PublishedFile[] {
  if (provenance === undefined) return [];
  const { contentType, staged } = provenance;
  return [{ path, contentType, staged }];
}
