import * as repositories from '@bonded/core/repositories';
import * as sources from '@bonded/core/sources';
import * as supply from '@bonded/core/supply';
import { makePlainSource, plainHook, plainRepositoryAt } from '../plain-source.ts';
import { honestly, servePlain } from '../plain-upstream.ts';
import { type Act, admin, fresh, orchard, ports } from './ground.ts';

const anyUpstream = async () => (await servePlain((_request, response) => response.end('{}'))).url;

const newSource = () =>
  makePlainSource(ports, admin, { ...orchard, name: fresh('made'), at: fresh('forge') });

/** A proxy that knows what its upstream says of a package of the name. */
async function toldProxy(name: string) {
  const bytes = fresh('bytes');
  const { url } = await servePlain(honestly(name, [{ version: '1.0.0', bytes }]));
  const proxy = await repositories.createRepository(ports, admin, {
    ...{ project: 'harbour', slug: fresh('proxy'), format: 'NPM', kind: 'PROXY' },
    upstreamUrl: url,
  });
  await supply.findIndex(ports, admin, { repository: proxy, name });
  return { repositoryId: proxy.id, name };
}

/** What comes from upstreams and sources. */
export const supplyActs: Readonly<Record<string, Act>> = {
  checkUpstream: {
    action: 'upstream.check',
    prepare: async () => {
      const wish = { project: 'harbour', format: 'NPM', upstreamUrl: await anyUpstream() } as const;
      return (at) => supply.checkUpstream(at, admin, wish);
    },
  },
  checkProxy: {
    action: 'proxy.check',
    prepare: async () => {
      const named = { project: 'harbour', slug: fresh('proxy'), upstreamUrl: await anyUpstream() };
      const wish = { ...named, format: 'NPM', kind: 'PROXY' } as const;
      const { id } = await repositories.createRepository(ports, admin, wish);
      return (at) => supply.checkProxy(at, admin, { id });
    },
  },
  addSource: {
    action: 'source.add',
    prepare: async () => {
      const { url } = plainRepositoryAt(fresh('forge'));
      const wish = { ...orchard, name: fresh('made'), kind: 'GIT', url } as const;
      return (at) => sources.addSource(at, admin, wish);
    },
  },
  checkSource: {
    action: 'source.check',
    prepare: async () => {
      const { url } = plainRepositoryAt(fresh('forge'));
      return (at) => sources.checkSource(at, admin, { ...orchard, kind: 'GIT', url });
    },
  },
  updateSource: {
    action: 'source.update',
    prepare: async () => {
      const { source } = await newSource();
      return (at) => sources.updateSource(at, admin, { id: source.id, isPaused: true });
    },
  },
  renewHookSecret: {
    action: 'source.renew-secret',
    prepare: async () => {
      const { source } = await newSource();
      return (at) => sources.renewHookSecret(at, admin, { id: source.id });
    },
  },
  syncSource: {
    action: 'source.sync',
    prepare: async () => {
      const { source } = await newSource();
      return (at) => sources.syncSource(at, admin, { id: source.id });
    },
  },
  receiveHook: {
    action: 'source.hook',
    prepare: async () => {
      const call = plainHook(await newSource());
      return (at) => sources.receiveHook(at, call);
    },
  },
  removeSource: {
    action: 'source.remove',
    prepare: async () => {
      const { source } = await newSource();
      return (at) => sources.removeSource(at, admin, { id: source.id });
    },
  },
  prefetchVersion: {
    action: 'repository.prefetch',
    prepare: async () => {
      const wish = await toldProxy(fresh('told'));
      return (at) => supply.prefetchVersion(at, admin, wish);
    },
  },
  invalidateUpstream: {
    action: 'repository.invalidate',
    prepare: async () => {
      const wish = await toldProxy(fresh('told'));
      return (at) => supply.invalidateUpstream(at, admin, wish);
    },
  },
};
