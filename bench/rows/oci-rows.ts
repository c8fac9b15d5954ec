import { randomBytes } from 'node:crypto';
import { startBonded } from '../contestants/bonded.ts';
import type { Contestant } from '../contestants/contestant.ts';
import { isDockerRegistryInstalled, startDockerRegistry } from '../contestants/docker-registry.ts';
import { runLoad } from '../load/run-load.ts';
import { Layer } from '../oci/layer.ts';
import { type ImageTarget, pushImage } from '../oci/push-image.ts';
import { type Entry, type Field, quickScale, type Row, type Scale } from './row.ts';

interface Registry {
  readonly contestant: Contestant;
  readonly target: ImageTarget;
}

/** Both registries, each with a name that nobody has pushed to. */
async function registries(field: Field): Promise<{ ours: Registry; peer: Registry | null }> {
  const image = `image-${randomBytes(4).toString('hex')}`;
  const bonded = await field.get(startBonded);
  const ours: Registry = {
    contestant: bonded,
    target: {
      registryUrl: bonded.gatewayUrl,
      name: `${bonded.ociPlace}/${image}`,
      headers: { authorization: `Bearer ${bonded.token}` },
    },
  };
  if (!isDockerRegistryInstalled()) return { ours, peer: null };
  const registry = await field.get(startDockerRegistry);
  const target = { registryUrl: registry.registryUrl, name: `bench/${image}`, headers: {} };
  return { ours, peer: { contestant: registry, target } };
}

/** The peer shows manifests of this kind to those alone who say that they know them. */
const accept = 'application/vnd.oci.image.manifest.v1+json, */*';

interface PullRow extends Pick<Row, 'name' | 'title' | 'aim'> {
  readonly layerBytes: (scale: Scale) => number;
  readonly tags?: (scale: Scale) => number;
  readonly connections: number;
  /** Where the answer is, below the image's name. */
  readonly path: (layer: Layer) => string;
}

function pullRow({ name, title, aim, layerBytes, tags, connections, path }: PullRow): Row {
  const isLarge = layerBytes === largeLayer;
  // In a quick run the large ones are still too large for the other.
  const generator = layerBytes(quickScale) > requestBytesMax ? 'downloads' : 'requests';
  return {
    ...{ name, title, aim, unit: isLarge ? 'bytes' : 'operations', peerName: 'docker-registry' },
    generator,
    prepare: async (field, scale) => {
      const layer = new Layer(layerBytes(scale));
      const tagCount = tags?.(scale) ?? 0;
      const names = ['latest', ...Array.from({ length: tagCount }, (_, at) => `t${at}`)];
      const entry = async ({ contestant, target }: Registry): Promise<Entry> => {
        await pushImage(target, [layer], names);
        const url = `${target.registryUrl}/v2/${target.name}/${path(layer)}`;
        const load = { url, headers: { ...target.headers, accept }, connections };
        return {
          contestant,
          load: (seconds, ending) => runLoad(generator, { ...load, seconds }, ending),
        };
      };
      const { ours, peer } = await registries(field);
      return { ours: await entry(ours), peer: peer && (await entry(peer)) };
    },
  };
}

interface PushRow extends Pick<Row, 'name' | 'title' | 'aim'> {
  readonly layerCount: number;
  readonly layerBytes: (scale: Scale) => number;
}

function pushRow({ name, title, aim, layerCount, layerBytes }: PushRow): Row {
  return {
    ...{ name, title, aim, unit: 'bytes', peerName: 'docker-registry' },
    generator: 'image-push',
    prepare: async (field, scale) => {
      const { ours, peer } = await registries(field);
      const entry = ({ contestant, target }: Registry): Entry => ({
        contestant,
        load: (_seconds, signal) => {
          const options = { target, layerCount, layerBytes: layerBytes(scale) };
          return runLoad('image-push', options, signal);
        },
      });
      return { ours: entry(ours), peer: peer && entry(peer) };
    },
  };
}

/** What the request generator can parse without becoming the bottleneck. */
const requestBytesMax = 64 * 1024;
const largeLayer = ({ largeBytes }: Scale) => largeBytes;
const manyLayers = 100;

/** The peer asks nobody, judges nothing and syncs nothing. */
export const ociRows: readonly Row[] = [
  pullRow({
    name: 'oci-manifest',
    title: 'OCI manifest by tag',
    aim: 15,
    layerBytes: () => 1024,
    connections: 100,
    path: () => 'manifests/latest',
  }),
  pullRow({
    name: 'oci-tags',
    title: 'List of 500 tags',
    aim: 15,
    layerBytes: () => 1024,
    tags: ({ manyVersions }) => Math.floor(manyVersions * 2.5),
    connections: 100,
    path: () => 'tags/list',
  }),
  pullRow({
    name: 'oci-blob-1k',
    title: 'OCI blob of 1 KiB',
    aim: 20,
    layerBytes: () => 1024,
    connections: 100,
    path: ({ digest }) => `blobs/${digest}`,
  }),
  pullRow({
    name: 'oci-blob-1m',
    title: 'OCI blob of 1 MiB',
    aim: null,
    layerBytes: () => 1024 ** 2,
    connections: 10,
    path: ({ digest }) => `blobs/${digest}`,
  }),
  pullRow({
    name: 'oci-pull-1g',
    title: 'OCI blob of 1 GiB',
    aim: 0.85,
    layerBytes: largeLayer,
    connections: 1,
    path: ({ digest }) => `blobs/${digest}`,
  }),
  pushRow({
    name: 'oci-push-1g',
    title: 'Push of an image with a layer of 1 GiB, until it can be pulled',
    aim: 1.6,
    layerCount: 1,
    layerBytes: largeLayer,
  }),
  pushRow({
    name: 'oci-push-100',
    title: 'Push of an image with 100 layers of 10 MiB, all at once',
    aim: 1.6,
    layerCount: manyLayers,
    layerBytes: ({ largeBytes }) => Math.floor(largeBytes / manyLayers),
  }),
];
