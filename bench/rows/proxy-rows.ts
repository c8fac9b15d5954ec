import { answered } from '../contestants/answered.ts';
import { type Bonded, startBonded } from '../contestants/bonded.ts';
import { makeRepository, type RepositoryWish } from '../contestants/make-repository.ts';
import { type PullThrough, startPullThrough } from '../contestants/verdaccio.ts';
import { runLoad } from '../load/run-load.ts';
import { furnish, type Registry } from '../npm/registry.ts';
import type { Entry, Row, Scale } from './row.ts';

const connections = 100;
const smallBytes = 50 * 1024;
const memberCount = 5;

function addressOf(bonded: Bonded, slug: string): string {
  return `${bonded.gatewayUrl}/npm/${bonded.project}/${slug}`;
}

function entryOf({ contestant, registryUrl }: Registry, path: string, token: string | null): Entry {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const load = { url: `${registryUrl}/${path}`, headers, connections };
  return {
    contestant,
    load: (seconds, ending) => runLoad('downloads', { ...load, seconds }, ending),
  };
}

async function warm({ registryUrl }: Registry, path: string, token: string | null) {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  // The first answer may have to wait for its scan.
  await (await answered(await fetch(`${registryUrl}/${path}`, { headers }))).arrayBuffer();
}

interface PullRow extends Pick<Row, 'name' | 'title' | 'aim'> {
  readonly versions: (scale: Scale) => number;
  readonly path: (name: string) => string;
}

/** Reads through a proxy what its upstream has, once it is here. */
function pullRow({ name, title, aim, versions, path }: PullRow): Row {
  return {
    ...{ name, title, aim, unit: 'operations', peerName: 'Verdaccio', generator: 'downloads' },
    prepare: async (field, scale, signal) => {
      const bonded = await field.get(startBonded);
      const pullThrough: PullThrough = await field.get(startPullThrough);
      const count = versions(scale);
      const wanted = { name: `pulled-${count}`, versions: count, sizeBytes: smallBytes };
      await furnish(pullThrough.upstream, wanted, signal);
      const upstreamUrl = pullThrough.upstream.registryUrl;
      const slug = await makeRepository(bonded, { format: 'NPM', kind: 'PROXY', upstreamUrl });
      const { token } = bonded;
      const ours: Registry = { contestant: bonded, registryUrl: addressOf(bonded, slug), token };
      const { registryUrl } = pullThrough;
      const peer: Registry = { contestant: pullThrough, registryUrl, token: pullThrough.token };
      await warm(ours, path(wanted.name), token);
      await warm(peer, path(wanted.name), null);
      return {
        ours: entryOf(ours, path(wanted.name), token),
        peer: entryOf(peer, path(wanted.name), null),
      };
    },
  };
}

/** What a proxy or a group costs over a hosted repository that has the same. */
export const overheadRows: readonly Row[] = [
  {
    name: 'proxy-overhead',
    title: 'Tarball of 50 KiB from a proxy, against a hosted repository',
    unit: 'operations',
    peerName: 'Bonded, hosted',
    generator: 'downloads',
    aim: 0.9,
    prepare: async (field, _scale, signal) => {
      const bonded = await field.get(startBonded);
      const { token } = bonded;
      const pullThrough = await field.get(startPullThrough);
      const upstreamUrl = pullThrough.upstream.registryUrl;
      const wanted = { name: 'overhead', versions: 1, sizeBytes: smallBytes };
      await furnish(pullThrough.upstream, wanted, signal);
      const path = `${wanted.name}/-/${wanted.name}-1.0.0.tgz`;
      const registry = async (wish: RepositoryWish): Promise<Registry> => {
        const registryUrl = addressOf(bonded, await makeRepository(bonded, wish));
        return { contestant: bonded, registryUrl, token };
      };
      // Made before a hosted one has the name: from then on nobody is asked for it.
      const proxy = await registry({ format: 'NPM', kind: 'PROXY', upstreamUrl });
      await warm(proxy, path, token);
      const hosted = await registry({ format: 'NPM', kind: 'HOSTED' });
      await furnish(hosted, wanted, signal);
      return { ours: entryOf(proxy, path, token), peer: entryOf(hosted, path, token) };
    },
  },
  {
    name: 'group-overhead',
    title: 'Packument of 1,000 versions merged from 5 repositories, against one that has all',
    unit: 'operations',
    peerName: 'Bonded, hosted',
    generator: 'downloads',
    aim: 0.9,
    prepare: async (field, { manyVersions }, signal) => {
      const bonded = await field.get(startBonded);
      const { token } = bonded;
      const name = 'merged';
      const hosted = async (from: number, versions: number): Promise<string> => {
        const slug = await makeRepository(bonded, { format: 'NPM', kind: 'HOSTED' });
        const registryUrl = addressOf(bonded, slug);
        await furnish({ registryUrl, token }, { name, from, versions, sizeBytes: 1024 }, signal);
        return slug;
      };
      const members: string[] = [];
      for (let at = 0; at < memberCount; at += 1) {
        members.push(await hosted(at * manyVersions, manyVersions));
      }
      const whole = await hosted(0, memberCount * manyVersions);
      const group = await makeRepository(bonded, { format: 'NPM', kind: 'GROUP', members });
      const [ours, peer] = [group, whole].map(
        (slug): Registry => ({ contestant: bonded, registryUrl: addressOf(bonded, slug), token }),
      );
      if (ours === undefined || peer === undefined) throw new Error('there are two of them');
      return { ours: entryOf(ours, name, token), peer: entryOf(peer, name, token) };
    },
  },
];

export const proxyRows: readonly Row[] = [
  pullRow({
    name: 'proxy-packument-200',
    title: 'Packument of 200 versions through a warm proxy; Verdaccio anonymous',
    aim: 10,
    versions: ({ manyVersions }) => manyVersions,
    path: (name) => name,
  }),
  pullRow({
    name: 'proxy-tarball-50k',
    title: 'Tarball of 50 KiB through a warm proxy; Verdaccio anonymous',
    aim: 8,
    versions: () => 1,
    path: (name) => `${name}/-/${name}-1.0.0.tgz`,
  }),
];
