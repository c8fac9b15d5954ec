import {
  blobNotDeposited,
  type PublishArtifactInput,
  type StoredBlob,
} from '@bonded/core/artifacts';
import { formatNamedDigest, type NamedDigest } from '@bonded/core/deposits';
import type { StagedBlob } from '@bonded/core/ports';
import { type RepositoryWithProject, repositoryPath } from '@bonded/core/repositories';
import { ociManifestInvalid } from './codec/errors.ts';
import { layerFilePath, manifestFilePath } from './codec/file-paths.ts';
import type { Manifest, NeededBlob } from './codec/manifest.ts';
import { writeStoredManifest } from './stored-manifest.ts';

export interface PushedImage {
  readonly repository: RepositoryWithProject;
  readonly image: string;
  readonly digest: NamedDigest;
  readonly manifest: Manifest;
  readonly staged: StagedBlob;
  /** What the image has already, or is given with it, by digest. */
  readonly stored: ReadonlyMap<string, StoredBlob | StagedBlob>;
  readonly publicUrl: string;
}

const descriptionCharsMax = 1_000;
const licenceCharsMax = 200;

/**
 * A manifest as an artifact: its version is its digest, its files are itself and the blobs that it
 * names. Errors: BLOB_NOT_DEPOSITED, OCI_MANIFEST_INVALID.
 */
export function describeImage(pushed: PushedImage): PublishArtifactInput {
  const { repository, image, digest, manifest, staged, stored } = pushed;
  const version = formatNamedDigest(digest);
  const description = manifest.annotations['org.opencontainers.image.description'];
  const licence = manifest.annotations['org.opencontainers.image.licenses'];
  return {
    repository,
    name: image,
    version,
    purl: purlOf(pushed, version),
    ...(description === undefined
      ? {}
      : { description: description.slice(0, descriptionCharsMax) }),
    ...(licence === undefined ? {} : { licence: licence.slice(0, licenceCharsMax) }),
    metadata: writeStoredManifest(manifest, staged.sizeBytes),
    ...(manifest.subject === null ? {} : { subjectDigest: formatNamedDigest(manifest.subject) }),
    files: [
      { path: manifestFilePath(image, version), contentType: manifest.mediaType, staged },
      ...manifest.blobs.map((blob) => ({
        path: layerFilePath(image, version, formatNamedDigest(blob.digest)),
        contentType: blob.mediaType,
        staged: requireStored(blob, stored),
      })),
    ],
    components: [],
  };
}

function requireStored(
  { digest, sizeBytes }: NeededBlob,
  stored: PushedImage['stored'],
): StoredBlob | StagedBlob {
  const name = formatNamedDigest(digest);
  const blob = stored.get(name);
  if (blob === undefined) {
    throw blobNotDeposited(`The manifest names ${name}, which was not pushed.`, {
      details: { digest: name },
    });
  }
  if (blob.sizeBytes === sizeBytes) return blob;
  throw ociManifestInvalid(`The manifest says that ${name} has ${sizeBytes} bytes: it has not.`);
}

/** Package URL, type `oci`: the last part of the name, and where it is to be had. */
function purlOf({ repository, image, publicUrl }: PushedImage, version: string): string {
  const host = publicUrl.replace(/^https?:\/\//, '');
  const last = image.slice(image.lastIndexOf('/') + 1);
  const where = encodeURIComponent(`${host}/${repositoryPath(repository)}/${image}`);
  return `pkg:oci/${last}@${encodeURIComponent(version)}?repository_url=${where}`;
}
