import { authorisePublish, awaitVerdict, publishArtifact, setTag } from '@bonded/core/artifacts';
import {
  extraDigestsFor,
  findStoredBlobs,
  formatNamedDigest,
  type NamedDigest,
} from '@bonded/core/deposits';
import { readBody } from '@bonded/http';
import { digestOf, requireDigest } from './codec/digest.ts';
import { ociDigestInvalid, ociTagInvalid } from './codec/errors.ts';
import { type Manifest, manifestBytesMax, readManifest } from './codec/manifest.ts';
import { bareMediaType } from './codec/media-types.ts';
import { isTag } from './codec/names.ts';
import { describeImage } from './describe-image.ts';
import { answer, type ImageCall } from './image-call.ts';

const tagsMax = 32;

/**
 * `PUT …/manifests/{tag or digest}`: makes an artifact of a manifest and the blobs that it names,
 * which have to be here, and points its tags at it.
 */
export async function putManifest(call: ImageCall): Promise<void> {
  const { ports, actor, repository, image, imagePath, reference, request, signal } = call;
  await authorisePublish(ports, actor, repository, image);
  const tags = tagsOf(call);
  const bytes = await readBody(request.raw, { bytesMax: manifestBytesMax, signal });
  const digest = requireReference(bytes, reference);
  const manifest = readManifest(bytes, bareMediaType(request.headers['content-type']));
  const packageId = await publish(call, { bytes, digest, manifest });
  const version = formatNamedDigest(digest);
  for (const name of tags) await setTag(ports, actor, { packageId, name, version });
  await answer(call, 201, {
    location: `${imagePath}/manifests/${version}`,
    'docker-content-digest': version,
    ...(manifest.subject === null ? {} : { 'oci-subject': formatNamedDigest(manifest.subject) }),
    ...(tags.length === 0 ? {} : { 'oci-tag': tags.join(', ') }),
  });
}

/** The tag of the address, and those of `?tag=`, with which one push by digest sets several. */
function tagsOf({ reference, query }: ImageCall): readonly string[] {
  const asked = query.getAll('tag');
  if (asked.length > tagsMax) throw ociTagInvalid(`At most ${tagsMax} tags at a time.`);
  const tags = isTag(reference) ? [reference, ...asked] : asked;
  const strange = tags.find((tag) => !isTag(tag));
  if (strange !== undefined) throw ociTagInvalid('A tag is 128 letters, digits, dots and hyphens.');
  return [...new Set(tags)];
}

/** By a digest, the bytes have to be those; by a tag, they are known by their SHA-256. */
function requireReference(bytes: Buffer, reference: string): NamedDigest {
  if (isTag(reference)) return digestOf(bytes, 'sha256');
  const expected = requireDigest(reference);
  if (digestOf(bytes, expected.algorithm).hex === expected.hex) return expected;
  throw ociDigestInvalid(`The manifest that arrived is not ${reference}.`);
}

interface Push {
  readonly bytes: Buffer;
  readonly digest: NamedDigest;
  readonly manifest: Manifest;
}

async function publish(call: ImageCall, { bytes, digest, manifest }: Push): Promise<string> {
  const { ports, actor, repository, image, signal } = call;
  const place = { repositoryId: repository.id, packageName: image };
  const wanted = manifest.blobs.map((blob) => blob.digest);
  const stored = await findStoredBlobs(ports, place, wanted);
  const staged = await ports.blobs.stage(oneChunk(bytes), {
    signal,
    bytesMax: manifestBytesMax,
    extraDigests: extraDigestsFor(digest),
  });
  try {
    const { publicUrl } = ports.addresses;
    const input = describeImage({ repository, image, digest, manifest, staged, stored, publicUrl });
    const { artifact } = await publishArtifact(ports, actor, input, signal);
    await awaitVerdict(ports, artifact.id, { signal });
    return artifact.packageId;
  } catch (error) {
    await ports.blobs.discard(staged);
    throw error;
  }
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}
