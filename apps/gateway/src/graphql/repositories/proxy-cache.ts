import { placeOfRepository } from '@bonded/core/repositories';
import {
  type CachedAge as Age,
  type ProxyCache as Cache,
  cacheAges,
  type ProxyDay,
  proxyCacheOf,
  proxyReadsOf,
} from '@bonded/core/supply';
import { needs, visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Repository } from './repository.ts';

const daysDefault = 30;

const CacheAge = builder.enumType('CacheAge', {
  description: 'How long ago something was fetched: within a day, 7, 30 or 90 days, or before.',
  values: cacheAges,
});

const CachedAge = builder.objectRef<Age>('CachedAge').implement({
  description: 'What of a proxy was fetched so long ago.',
  fields: (t) => ({
    age: t.expose('age', { ...visible, type: CacheAge }),
    artifactsCount: t.exposeInt('artifactsCount', visible),
    sizeBytes: t.expose('sizeBytes', { ...visible, type: 'BigInt' }),
  }),
});

const ProxyCache = builder.objectRef<Cache>('ProxyCache').implement({
  description: 'What a proxy holds of what it fetched.',
  fields: (t) => ({
    artifactsCount: t.exposeInt('artifactsCount', visible),
    sizeBytes: t.expose('sizeBytes', { ...visible, type: 'BigInt' }),
    documentsCount: t.exposeInt('documentsCount', {
      ...visible,
      description: 'Indexes and other documents, asked for again when they go stale.',
    }),
    latestAt: t.expose('latestAt', { ...visible, type: 'DateTime', nullable: true }),
    ages: t.field({ ...visible, type: [CachedAge], resolve: ({ ages }) => [...ages] }),
  }),
});

const ProxyReads = builder.objectRef<ProxyDay>('ProxyReads').implement({
  description: 'How a proxy answered on one day in UTC.',
  fields: (t) => ({
    day: t.expose('day', { ...visible, type: 'DateTime' }),
    hits: t.expose('hits', {
      ...visible,
      type: 'BigInt',
      description: 'Files that were here when somebody asked.',
    }),
    misses: t.expose('misses', {
      ...visible,
      type: 'BigInt',
      description: 'Files that upstream was asked for, whether it had them or not.',
    }),
    stale: t.expose('stale', {
      ...visible,
      type: 'BigInt',
      description: 'Indexes that were answered from what was kept, because upstream failed.',
    }),
    refused: t.expose('refused', {
      ...visible,
      type: 'BigInt',
      description: 'Files that were asked for and held, or not taken in.',
    }),
    bytesServed: t.expose('bytesServed', { ...visible, type: 'BigInt' }),
    bytesFetched: t.expose('bytesFetched', {
      ...visible,
      type: 'BigInt',
      description: 'Files, their parts and indexes, as they came from upstream.',
    }),
  }),
});

// They count what is held, too: for who may see that.
builder.prismaObjectFields(Repository, (t) => ({
  cache: t.field({
    ...needs('artifact:read-held', placeOfRepository),
    type: ProxyCache,
    nullable: true,
    description: 'Of a proxy: what it holds of what it fetched.',
    resolve: ({ id, kind }, _args, { ports }) =>
      kind === 'PROXY' ? proxyCacheOf(ports, id) : null,
  }),
  reads: t.field({
    ...needs('artifact:read-held', placeOfRepository),
    type: [ProxyReads],
    nullable: true,
    description: 'Of a proxy: how it answered on each day on which it was asked, the latest first.',
    args: { days: t.arg.int({ defaultValue: daysDefault }) },
    resolve: async ({ id, kind }, { days }, { ports }) =>
      kind === 'PROXY'
        ? [...(await proxyReadsOf(ports, { repositoryId: id, days: days ?? daysDefault }))]
        : null,
  }),
}));
