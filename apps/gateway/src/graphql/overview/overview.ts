import {
  type Actor,
  artifactsWhere,
  can,
  globalScope,
  packagesWhere,
  projectsWhere,
  repositoriesWhere,
} from '@bonded/core/access';
import type { Prisma } from '@bonded/database';
import { visible } from '../access/rule.ts';
import { ArtifactConnection, newestArtifacts } from '../artifacts/artifact.ts';
import { ArtifactCounts } from '../artifacts/artifact-counts.ts';
import { tallyAll } from '../artifacts/tally.ts';
import { builder } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { ApiKeyConnection } from '../keys/api-key.ts';
import { countUpTo } from '../lists/delegate.ts';
import { list } from '../lists/list.ts';
import { orderOf } from '../lists/order.ts';
import { Project } from '../projects/project.ts';
import { blockedPerDay, type DayCount, publishedPerDay } from './per-day.ts';
import { type ProjectStorage, storagePerProject } from './storage.ts';
import { countWaiting } from './waiting.ts';

const DayCountType = builder.objectRef<DayCount>('DayCount').implement({
  fields: (t) => ({
    day: t.exposeString('day', visible),
    count: t.exposeInt('count', visible),
  }),
});

const ProjectStorageType = builder.objectRef<ProjectStorage>('ProjectStorage').implement({
  fields: (t) => ({
    project: t.expose('project', { ...visible, type: Project }),
    sizeBytes: t.expose('sizeBytes', { ...visible, type: 'BigInt' }),
  }),
});

const firstToExpire = orderOf('ApiKey', [
  { expiresAt: { sort: 'asc', nulls: 'last' } },
  { id: 'asc' },
]);

/** A key that ends within this time is worth a warning. */
const expiringSoonMs = 14 * 24 * 60 * 60 * 1000;

/** The start page in one query: everything in it counts only what the viewer may see. */
const Overview = builder.objectRef<object>('Overview').implement({
  fields: (t) => ({
    projects: t.int({
      ...visible,
      resolve: (_overview, _args, { actor, prisma }) =>
        countUpTo(prisma, 'Project', projectsWhere(actor)),
    }),
    repositories: t.int({
      ...visible,
      resolve: (_overview, _args, { actor, prisma }) =>
        countUpTo(prisma, 'Repository', repositoriesWhere(actor)),
    }),
    packages: t.int({
      ...visible,
      resolve: (_overview, _args, { actor, prisma }) =>
        countUpTo(prisma, 'Package', packagesWhere(actor)),
    }),
    counts: t.field({
      ...visible,
      type: ArtifactCounts,
      resolve: (_overview, _args, { actor, prisma }) => tallyAll(prisma, actor),
    }),
    quarantineWaiting: t.int({
      ...visible,
      resolve: (_overview, _args, { actor, prisma }) => countWaiting(prisma, actor),
    }),
    scanBacklog: t.int({
      ...visible,
      resolve: (_overview, _args, { actor, prisma }) => countUpTo(prisma, 'Scan', backlog(actor)),
    }),
    keysExpiringSoon: t.field(
      list({
        ...visible,
        connection: ApiKeyConnection,
        order: firstToExpire,
        where: (_args, context) => expiring(context),
      }),
    ),
    recentArtifacts: t.field(
      list({
        ...visible,
        connection: ArtifactConnection,
        order: newestArtifacts,
        where: (_args, { actor }) => artifactsWhere(actor),
      }),
    ),
    publishedPerDay: t.field({
      ...visible,
      type: [DayCountType],
      resolve: (_overview, _args, { actor, prisma }) => publishedPerDay(prisma, actor),
    }),
    blockedPerDay: t.field({
      ...visible,
      type: [DayCountType],
      resolve: (_overview, _args, { actor, prisma }) => blockedPerDay(prisma, actor),
    }),
    storagePerProject: t.field({
      ...visible,
      type: [ProjectStorageType],
      resolve: (_overview, _args, { actor, prisma }) => storagePerProject(prisma, actor),
    }),
  }),
});

builder.queryField('overview', (t) => t.field({ ...visible, type: Overview, resolve: () => ({}) }));

function backlog(actor: Actor): Prisma.ScanWhereInput {
  return {
    status: { in: ['NOT_SCANNED', 'RUNNING'] },
    artifact: { repository: repositoriesWhere(actor, 'scan:read') },
  };
}

function expiring({ actor, ports }: GraphqlContext): Prisma.ApiKeyWhereInput {
  const now = ports.clock.now();
  const readsAll = can(actor, 'key:read-all', globalScope);
  return {
    ...(readsAll ? {} : { userId: actor.userId ?? { in: [] } }),
    revokedAt: null,
    expiresAt: { gt: now, lt: new Date(now.getTime() + expiringSoonMs) },
  };
}
