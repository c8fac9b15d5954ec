import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { findStoredBlobs } from '@bonded/core/deposits';
import type { IngestCall } from '../format.ts';
import { ociNameInvalid } from './codec/errors.ts';
import { readManifest } from './codec/manifest.ts';
import { sentManifestType } from './codec/media-types.ts';
import { readManifestPath } from './codec/upstream-address.ts';
import { describeImage } from './describe-image.ts';

/**
 * A manifest that a proxy fetched, with the blobs that were fetched for it. Errors:
 * OCI_NAME_INVALID, BLOB_NOT_DEPOSITED and those of reading manifests.
 */
export async function ingestFetched(call: IngestCall): Promise<PublishArtifactInput> {
  const { ports, repository, path, contentType, staged } = call;
  const wanted = readManifestPath(path);
  if (wanted === null) throw ociNameInvalid('This is not where a manifest is.');
  const { image, digest } = wanted;
  // Bounded where it was fetched.
  const bytes = Buffer.concat(await Array.fromAsync(await call.open()));
  const manifest = readManifest(bytes, sentManifestType(contentType));
  const place = { repositoryId: repository.id, packageName: image };
  const named = manifest.blobs.map((blob) => blob.digest);
  const stored = await findStoredBlobs(ports, place, named);
  const { publicUrl } = ports.addresses;
  return describeImage({ repository, image, digest, manifest, staged, stored, publicUrl });
}
