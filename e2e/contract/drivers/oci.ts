import { createHash } from 'node:crypto';
import { packTarGz } from '../archives.ts';
import type { FormatDriver, Shelf } from '../driver.ts';

const image = 'contract/image';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** Images are known by the digest of their manifest: which version each was, as it was sent. */
const versionsByDigest = new Map<string, string>();

const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const body = (bytes: Buffer) => new Uint8Array(bytes);
const members = (version: string, note: string) => ({ 'etc/version': `${version} ${note}` });

/** Pushes a blob whole. */
function push({ client, place }: Shelf, blob: Buffer): Promise<Response> {
  const path = `/v2/${place.path}/${image}/blobs/uploads/?digest=${digestOf(blob)}`;
  return client.fetch(path, { method: 'POST', body: body(blob) });
}

async function send(shelf: Shelf, version: string, layer: Buffer): Promise<Response> {
  const config = Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64', version }));
  for (const blob of [config, layer]) {
    const answer = await push(shelf, blob);
    if (!answer.ok) return answer;
    await answer.arrayBuffer();
  }
  const manifest = Buffer.from(
    JSON.stringify({
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
    }),
  );
  versionsByDigest.set(digestOf(manifest), version);
  return shelf.client.fetch(`/v2/${shelf.place.path}/${image}/manifests/${version}`, {
    method: 'PUT',
    headers: { 'content-type': manifestType },
    body: body(manifest),
  });
}

export const oci: FormatDriver = {
  knownBy: 'content',
  packing: { container: 'tar.gz', members, manifest: () => null },
  pack: async (version, note = '') => packTarGz(members(version, note)),
  send,
  indexes: [
    {
      at: (place) => ({ path: `/v2/${place.path}/${image}/tags/list` }),
      offered: (text) => (JSON.parse(text) as { tags: readonly string[] }).tags,
    },
  ],
  direct: (place, version) => ({ path: `/v2/${place.path}/${image}/manifests/${version}` }),
  others: (place) => [{ path: `/v2/${place.path}/${image}/referrers/sha256:${'0'.repeat(64)}` }],
  uploadPath: (version) => `${image}/${version}`,
  isVersion: (artifact, version) => versionsByDigest.get(artifact.version) === version,
};
