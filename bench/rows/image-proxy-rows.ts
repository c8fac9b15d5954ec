import { randomBytes } from 'node:crypto';
import { startBonded } from '../contestants/bonded.ts';
import {
  type DockerRegistry,
  isDockerRegistryInstalled,
  type RegistryPullThrough,
  startRegistryPullThrough,
} from '../contestants/docker-registry.ts';
import { type Door, openDoor, proxyDoor } from '../contestants/door.ts';
import { runLoad } from '../load/run-load.ts';
import { Layer } from '../oci/layer.ts';
import { pushImage } from '../oci/push-image.ts';
import type { Entry, Field, Row } from './row.ts';

const connections = 100;
const smallBytes = 1024;
const accept = 'application/vnd.oci.image.manifest.v1+json';

/** Below a door, in the order in which a client asks: the manifest by its tag, then the layer. */
async function pushNew(upstream: DockerRegistry, layerBytes: number): Promise<readonly string[]> {
  const name = `image/${randomBytes(4).toString('hex')}`;
  const layer = new Layer(layerBytes);
  const { registryUrl } = upstream;
  await pushImage({ registryUrl, name, headers: {} }, [layer], ['latest']);
  return [`${name}/manifests/latest`, `${name}/blobs/${layer.digest}`];
}

function pullOnce({ url, headers }: Door, paths: readonly string[], signal: AbortSignal) {
  const chains = [paths.map((path) => `${url}/${path}`)];
  const options = { chains, headers: { ...headers, accept }, connections: 1 };
  return runLoad('each-once', options, signal);
}

/** Asks again and again for what was pulled once before. */
function warmEntry(door: Door, path: string): Entry {
  const { contestant, url } = door;
  const headers = { ...door.headers, accept };
  const load = { url: `${url}/${path}`, headers, connections };
  return {
    contestant,
    load: (seconds, signal) => runLoad('requests', { ...load, seconds }, signal),
  };
}

/** Pulls an image that was pushed upstream for this one load. */
function coldEntry(door: Door, { upstream }: RegistryPullThrough, layerBytes: number): Entry {
  return {
    contestant: door.contestant,
    load: async (_seconds, signal) => pullOnce(door, await pushNew(upstream, layerBytes), signal),
  };
}

async function open(field: Field): Promise<{ through: RegistryPullThrough; ours: Door }> {
  const bonded = await field.get(startBonded);
  const through = await field.get(startRegistryPullThrough);
  return { through, ours: await proxyDoor(bonded, 'OCI', through.upstream.registryUrl) };
}

function warmRow(options: Pick<Row, 'name' | 'title' | 'aim'> & { readonly step: 0 | 1 }): Row {
  const { name, title, aim, step } = options;
  return {
    ...{ name, title, aim, unit: 'operations', peerName: 'docker-registry' },
    generator: 'requests',
    prepare: async (field, _scale, signal) => {
      const { through, ours } = await open(field);
      const peer = openDoor(through, `${through.registryUrl}/v2`);
      const paths = await pushNew(through.upstream, smallBytes);
      for (const door of [ours, peer]) await pullOnce(door, paths, signal);
      const path = paths[step] ?? '';
      return { ours: warmEntry(ours, path), peer: warmEntry(peer, path) };
    },
  };
}

interface ColdRow extends Pick<Row, 'name' | 'title' | 'peerName'> {
  /** Of the two that the peer consists of: the one that passes on, or the one behind it. */
  readonly against: 'cache' | 'upstream';
}

function coldRow({ name, title, peerName, against }: ColdRow): Row {
  return {
    ...{ name, title, peerName, unit: 'bytes', aim: null, generator: 'each-once' },
    prepare: async (field, { largeBytes }) => {
      const { through, ours } = await open(field);
      const asked = against === 'cache' ? through : through.upstream;
      return {
        ours: coldEntry(ours, through, largeBytes),
        peer: coldEntry(openDoor(asked, `${asked.registryUrl}/v2`), through, largeBytes),
      };
    },
  };
}

/** None without docker-registry: what would they be fetched from? */
export const imageProxyRows: readonly Row[] = isDockerRegistryInstalled()
  ? [
      warmRow({
        name: 'proxy-manifest',
        title: 'OCI manifest by tag through a warm proxy',
        aim: 10,
        step: 0,
      }),
      warmRow({
        name: 'proxy-blob-1k',
        title: 'OCI blob of 1 KiB through a warm proxy',
        aim: 10,
        step: 1,
      }),
      coldRow({
        name: 'cold-image',
        title: 'Image with a layer of 1 GiB, cold, beside another cache',
        peerName: 'docker-registry',
        against: 'cache',
      }),
      coldRow({
        name: 'cold-image-direct',
        title: 'Image with a layer of 1 GiB, cold, against a direct download',
        peerName: 'docker-registry, direct',
        against: 'upstream',
      }),
    ]
  : [];
