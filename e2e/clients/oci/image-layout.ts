import { createHash, randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarMember, tarOf } from '../../contract/archives.ts';

export interface LayoutImage {
  readonly digest: string;
}

/**
 * Writes an image of one layer as an OCI image layout, tagged `latest`: what `skopeo copy oci:` and
 * `oras cp --from-oci-layout` read.
 */
export async function writeImage(
  folder: string,
  content: string | Buffer,
  architecture = 'amd64',
): Promise<LayoutImage> {
  const blobs = join(folder, 'blobs/sha256');
  await mkdir(blobs, { recursive: true });
  const put = async (bytes: Buffer) => {
    const hex = createHash('sha256').update(bytes).digest('hex');
    await writeFile(join(blobs, hex), bytes);
    return { digest: `sha256:${hex}`, size: bytes.length };
  };
  const json = (document: object) => put(Buffer.from(JSON.stringify(document)));
  const tar = tarOf(tarMember({ path: 'etc/content', content }));
  const layer = await put(gzipSync(tar));
  const config = await json({
    created: '2026-01-01T00:00:00Z',
    architecture,
    os: 'linux',
    config: { Labels: { run: randomBytes(8).toString('hex') } },
    rootfs: {
      type: 'layers',
      diff_ids: [`sha256:${createHash('sha256').update(tar).digest('hex')}`],
    },
  });
  const mediaType = 'application/vnd.oci.image.manifest.v1+json';
  const manifest = await json({
    schemaVersion: 2,
    mediaType,
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', ...config },
    layers: [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', ...layer }],
  });
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  const annotations = { 'org.opencontainers.image.ref.name': 'latest' };
  const manifests = [{ mediaType, ...manifest, annotations }];
  await writeFile(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }));
  return { digest: manifest.digest };
}
