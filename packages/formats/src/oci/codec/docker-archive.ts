import type { StagedBlob } from '@bonded/core/ports';
import { z } from 'zod';
import { ociArchiveInvalid } from './errors.ts';
import type { ImageArchive } from './image-archive.ts';
import { mediaTypes } from './media-types.ts';

const layersMax = 1_000;

const list = z.array(
  z.object({
    Config: z.string().max(512),
    RepoTags: z.array(z.string().max(512)).nullish(),
    Layers: z.array(z.string().max(512)).max(layersMax),
  }),
);
const config = z.object({ rootfs: z.object({ diff_ids: z.array(z.string()) }) });

/** What `docker save` says of its one image. */
export interface DockerArchive {
  readonly configPath: string;
  readonly layerPaths: readonly string[];
  /** SHA-256 of each layer, unpacked: what the config promises. */
  readonly diffIds: readonly string[];
  /** `name:tag`, where it was saved by name. */
  readonly name: string | null;
}

/** Errors: OCI_ARCHIVE_INVALID. */
export async function readDockerArchive(archive: ImageArchive): Promise<DockerArchive> {
  const images = await archive.json('manifest.json', list);
  const [image, ...others] = images;
  if (image === undefined || others.length > 0) {
    throw ociArchiveInvalid(`The archive holds ${images.length} images: an upload is one of them.`);
  }
  const { rootfs } = await archive.json(image.Config, config);
  if (rootfs.diff_ids.length !== image.Layers.length) {
    throw ociArchiveInvalid('The archive has more or fewer layers than its config promises.');
  }
  return {
    configPath: image.Config,
    layerPaths: image.Layers,
    diffIds: rootfs.diff_ids,
    name: image.RepoTags?.[0] ?? null,
  };
}

export interface StagedLayer {
  readonly staged: StagedBlob;
  readonly isGzipped: boolean;
}

/** The manifest that a registry has of such an image: the same parts give the same one. */
export function dockerManifest(configBlob: StagedBlob, layers: readonly StagedLayer[]): Buffer {
  const describe = (mediaType: string, { digest, sizeBytes }: StagedBlob) => ({
    mediaType,
    digest: `sha256:${digest}`,
    size: sizeBytes,
  });
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: mediaTypes.image,
      config: describe(mediaTypes.config, configBlob),
      layers: layers.map(({ staged, isGzipped }) =>
        describe(isGzipped ? mediaTypes.gzippedLayer : mediaTypes.layer, staged),
      ),
    }),
  );
}
