import { createHash } from 'node:crypto';
import type { PublishArtifactInput } from '@bonded/core/artifacts';
import { extraDigestsFor, formatNamedDigest, type NamedDigest } from '@bonded/core/deposits';
import type { StagedBlob } from '@bonded/core/ports';
import { uploadBytesMax } from '@bonded/core/uploads';
import { gunzip } from '../archives/gunzip.ts';
import type { IngestCall } from '../format.ts';
import { digestOf } from './codec/digest.ts';
import { dockerManifest, readDockerArchive, type StagedLayer } from './codec/docker-archive.ts';
import { ociArchiveInvalid } from './codec/errors.ts';
import { ImageArchive } from './codec/image-archive.ts';
import { type LaidOutImage, layoutPath, readLayout } from './codec/image-layout.ts';
import { referenceOf, tagOfPath } from './codec/image-reference.ts';
import { readManifest } from './codec/manifest.ts';
import { mediaTypes } from './codec/media-types.ts';
import { describeImage } from './describe-image.ts';

type Stored = ReadonlyMap<string, StagedBlob>;

interface UnpackedImage extends LaidOutImage {
  readonly stored: Stored;
}

/**
 * An image in one file, as `skopeo copy … oci-archive:`, `docker buildx` and `docker save` write
 * it: the same manifest, config and layers that a push of it brings. Errors: OCI_ARCHIVE_INVALID,
 * OCI_NAME_INVALID, OCI_TAG_INVALID and those of reading manifests and tar files.
 */
export async function ingestImage(call: IngestCall): Promise<PublishArtifactInput> {
  const { ports, repository, path, source, signal } = call;
  const archive = await ImageArchive.open(source);
  const { name, bytes, mediaType, digest, stored } = await unpack(call, archive);
  const { image, tag } = referenceOf(path, name);
  const staged = await ports.blobs.stage(oneChunk(bytes), {
    signal,
    bytesMax: bytes.length,
    extraDigests: extraDigestsFor(digest),
  });
  const manifest = readManifest(bytes, mediaType);
  const { publicUrl } = ports.addresses;
  const pushed = { repository, image, digest, manifest, staged, stored, publicUrl };
  return { ...describeImage(pushed), tags: [tag] };
}

function unpack(call: IngestCall, archive: ImageArchive): Promise<UnpackedImage> {
  if (archive.has('oci-layout') && archive.has('index.json')) return unpackLayout(call, archive);
  if (archive.has('manifest.json')) return unpackDocker(call, archive);
  throw ociArchiveInvalid(
    'This is no image in a tar file: neither an OCI layout nor what docker save writes. ' +
      'Push it with a client of registries.',
  );
}

async function unpackLayout(call: IngestCall, archive: ImageArchive): Promise<UnpackedImage> {
  const laidOut = await readLayout(archive, tagOfPath(call.path));
  const { blobs } = readManifest(laidOut.bytes, laidOut.mediaType);
  const stored = new Map<string, StagedBlob>();
  for (const { digest } of blobs) {
    const staged = await stagePart(call, archive, layoutPath(digest), digest);
    const isSame = digest.algorithm === 'sha256' ? staged.digest : staged.extraDigests.sha512;
    if (isSame !== digest.hex) {
      throw ociArchiveInvalid(`The archive has other bytes as ${formatNamedDigest(digest)}.`);
    }
    stored.set(formatNamedDigest(digest), staged);
  }
  return { ...laidOut, stored };
}

async function unpackDocker(call: IngestCall, archive: ImageArchive): Promise<UnpackedImage> {
  const { configPath, layerPaths, diffIds, name } = await readDockerArchive(archive);
  const config = await stagePart(call, archive, configPath);
  const layers: StagedLayer[] = [];
  for (const [at, path] of layerPaths.entries()) {
    layers.push(await stageLayer(call, archive, { path, diffId: diffIds[at] ?? '' }));
  }
  const bytes = dockerManifest(config, layers);
  const parts = [config, ...layers.map(({ staged }) => staged)];
  return {
    bytes,
    mediaType: mediaTypes.image,
    digest: digestOf(bytes, 'sha256'),
    name,
    stored: new Map(parts.map((staged) => [`sha256:${staged.digest}`, staged])),
  };
}

interface Layer {
  readonly path: string;
  readonly diffId: string;
}

/** Docker writes layers as they are; other programs that write its archives pack them. */
async function stageLayer(
  call: IngestCall,
  archive: ImageArchive,
  { path, diffId }: Layer,
): Promise<StagedLayer> {
  const staged = await stagePart(call, archive, path);
  if (`sha256:${staged.digest}` === diffId) return { staged, isGzipped: false };
  if (`sha256:${await unpackedDigest(archive, path)}` === diffId)
    return { staged, isGzipped: true };
  throw ociArchiveInvalid(`The config promises another layer than ${path.slice(0, 120)}.`);
}

/** A layer may be all zeros; its digest costs no memory, only time. */
const inflateLimits = { bytesMax: 16 * 1024 ** 3, ratioMax: 1_100, ratioFloorBytes: 0 };

async function unpackedDigest(archive: ImageArchive, path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of gunzip(archive.content(path), inflateLimits)) hash.update(chunk);
  return hash.digest('hex');
}

function stagePart(
  { ports, signal }: IngestCall,
  archive: ImageArchive,
  path: string,
  digest?: NamedDigest,
): Promise<StagedBlob> {
  return ports.blobs.stage(archive.content(path), {
    signal,
    bytesMax: uploadBytesMax,
    extraDigests: digest === undefined ? [] : extraDigestsFor(digest),
  });
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}
