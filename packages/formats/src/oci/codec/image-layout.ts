import { formatNamedDigest, type NamedDigest } from '@bonded/core/deposits';
import { z } from 'zod';
import { digestOf, requireDigest } from './digest.ts';
import { ociArchiveInvalid } from './errors.ts';
import type { ImageArchive } from './image-archive.ts';
import { shapeOf } from './media-types.ts';

/** An index in an index is what `docker buildx` writes; nobody goes further. */
const depthMax = 3;

const descriptor = z.object({
  mediaType: z.string().max(255),
  digest: z.string().max(256),
  annotations: z.record(z.string(), z.string()).nullish(),
});
const index = z.object({ manifests: z.array(descriptor).max(1_000) });

type Descriptor = z.output<typeof descriptor>;

/** Image specification, "Pre-Defined Annotation Keys"; containerd writes the whole name. */
const refName = 'org.opencontainers.image.ref.name';
const wholeName = 'io.containerd.image.name';
/** What BuildKit adds about an image, in the same index. */
const isAbout = 'vnd.docker.reference.type';

export interface LaidOutImage {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly digest: NamedDigest;
  /** As the archive calls it: `name:tag`, or a tag alone; null where it does not say. */
  readonly name: string | null;
}

/** Where a layout has a blob (image specification, "Image Layout"). */
export function layoutPath({ algorithm, hex }: NamedDigest): string {
  return `blobs/${algorithm}/${hex}`;
}

/**
 * The one image of a layout. Errors: OCI_ARCHIVE_INVALID where there is none, or several that no
 * tag tells apart.
 */
export async function readLayout(archive: ImageArchive, tag: string | null): Promise<LaidOutImage> {
  const all = await findImages(archive, 'index.json', depthMax);
  const tagged = all.filter(({ annotations }) => tag !== null && annotations?.[refName] === tag);
  const [image, ...others] = tagged.length > 0 ? tagged : all;
  if (image === undefined || others.length > 0) {
    throw ociArchiveInvalid(
      `The archive holds ${all.length} images, and an upload is one of them. Push several, or ` +
        'one for several platforms, with a client of registries.',
    );
  }
  const digest = requireDigest(image.digest);
  const bytes = await archive.bytes(layoutPath(digest));
  if (digestOf(bytes, digest.algorithm).hex !== digest.hex) {
    throw ociArchiveInvalid(`The archive has other bytes as ${formatNamedDigest(digest)}.`);
  }
  const name = image.annotations?.[wholeName] ?? image.annotations?.[refName] ?? null;
  return { bytes, mediaType: image.mediaType, digest, name };
}

/** The images that an index leads to; each knows what the indexes above say of it. */
async function findImages(
  archive: ImageArchive,
  path: string,
  depth: number,
): Promise<readonly Descriptor[]> {
  if (depth === 0) throw ociArchiveInvalid('The indexes of the archive lead into each other.');
  const { manifests } = await archive.json(path, index);
  const found: Descriptor[] = [];
  for (const each of manifests) {
    if (each.annotations?.[isAbout] !== undefined) continue;
    if (shapeOf(each.mediaType) !== 'index') {
      found.push(each);
      continue;
    }
    const below = await findImages(archive, layoutPath(requireDigest(each.digest)), depth - 1);
    found.push(
      ...below.map((image) => ({
        ...image,
        annotations: { ...each.annotations, ...image.annotations },
      })),
    );
  }
  return found;
}
