import { createHash } from 'node:crypto';
import { packTarGz } from '../archives.ts';
import type { FormatDriver, Shelf } from '../driver.ts';

const image = 'contract/image';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** Images are known by the digest of their manifest: which version each was, as it was sent. */
const versionsByDigest = new Map<string, string>();

export const digestOf = (bytes: Buffer) =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const body = (bytes: Buffer) => new Uint8Array(bytes);
const members = (version: string, note: string) => ({ 'etc/version': `${version} ${note}` });

const configOf = (version: string) =>
  Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', version }));

/** Pushes a blob whole. */
export function push({ client, place }: Shelf, blob: Buffer): Promise<Response> {
  const path = `/v2/${place.path}/${image}/blobs/uploads/?digest=${digestOf(blob)}`;
  return client.fetch(path, { method: 'POST', body: body(blob) });
}

/** Pushes what an image is made of, and gives its manifest or the first refusal. */
async function pushParts(
  shelf: Shelf,
  version: string,
  layer: Buffer,
): Promise<{ readonly manifest: Buffer; readonly refusal: Response | null }> {
  const config = configOf(version);
  const manifest = Buffer.from(JSON.stringify(manifestOf(config, layer)));
  for (const blob of [config, layer]) {
    const answer = await push(shelf, blob);
    if (!answer.ok) return { manifest, refusal: answer };
    await answer.arrayBuffer();
  }
  return { manifest, refusal: null };
}

export function manifestOf(config: Buffer, layer: Buffer) {
  return {
    schemaVersion: 2,
    mediaType: manifestType,
    config: {
      mediaType: 'application/vnd.oci.image.config.v1+json',
      digest: digestOf(config),
      size: config.length,
    },
    layers: [
      {
        mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
        digest: digestOf(layer),
        size: layer.length,
      },
    ],
  };
}

export function putManifest(
  { client, place }: Shelf,
  version: string,
  manifest: Buffer,
): Promise<Response> {
  return client.fetch(`/v2/${place.path}/${image}/manifests/${version}`, {
    method: 'PUT',
    headers: { 'content-type': manifestType },
    body: body(manifest),
  });
}

async function send(shelf: Shelf, version: string, layer: Buffer): Promise<Response> {
  const { manifest, refusal } = await pushParts(shelf, version, layer);
  if (refusal !== null) return refusal;
  versionsByDigest.set(digestOf(manifest), version);
  return putManifest(shelf, version, manifest);
}

export const oci: FormatDriver = {
  knownBy: 'content',
  packing: { container: 'tar.gz', members, manifest: null, language: 'json', name: image },
  pack: async (version, note = '') => packTarGz(members(version, note)),
  send,
  indexes: [
    {
      at: (place) => ({ path: `/v2/${place.path}/${image}/tags/list` }),
      isUndated: true,
      offered: (text) => (JSON.parse(text) as { tags: readonly string[] }).tags,
    },
  ],
  direct: (place, version) => ({ path: `/v2/${place.path}/${image}/manifests/${version}` }),
  others: (place, version) => {
    const layer = packTarGz(members(version, ''));
    const config = configOf(version);
    const manifest = digestOf(Buffer.from(JSON.stringify(manifestOf(config, layer))));
    const blobs = [config, layer].map((blob) => `blobs/${digestOf(blob)}`);
    return [...blobs, `manifests/${manifest}`, `referrers/${manifest}`].map((below) => ({
      path: `/v2/${place.path}/${image}/${below}`,
    }));
  },
  uploadPath: (version) => `${image}/${version}`,
  isVersion: (artifact, version) => versionsByDigest.get(artifact.version) === version,
};
