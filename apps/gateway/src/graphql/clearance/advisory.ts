import type { Prisma } from '@bonded/database';
import { needsGlobally, visible } from '../access/rule.ts';
import { Artifact, ArtifactConnection } from '../artifacts/artifact.ts';
import { matchingArtifacts } from '../artifacts/matching-artifacts.ts';
import { builder } from '../builder.ts';
import { FindingKind, Severity } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { countUpTo } from '../lists/count.ts';
import { Node } from '../nodes/node.ts';
import { findingKindOf, severityOf } from '../words.ts';

export const Advisory = builder.prismaObject('Advisory', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    advisoryId: t.exposeString('id', visible),
    kind: t.field({ ...visible, type: FindingKind, resolve: ({ kind }) => findingKindOf(kind) }),
    aliases: t.exposeStringList('aliases', visible),
    summary: t.exposeString('summary', visible),
    details: t.exposeString('details', visible),
    severity: t.field({
      ...visible,
      type: Severity,
      resolve: ({ severity }) => severityOf(severity),
    }),
    score: t.exposeFloat('score', { ...visible, nullable: true }),
    references: t.exposeStringList('references', visible),
    publishedAt: t.expose('publishedAt', { ...visible, type: 'DateTime', nullable: true }),
    modifiedAt: t.expose('modifiedAt', { ...visible, type: 'DateTime' }),
    withdrawnAt: t.expose('withdrawnAt', { ...visible, type: 'DateTime', nullable: true }),
    affectedArtifacts: t.prismaConnection(
      {
        ...visible,
        type: Artifact,
        cursor: 'id',
        resolve: (query, { id }, _args, { actor, prisma }) =>
          prisma.artifact.findMany({
            ...query,
            where: matchingArtifacts(actor, { advisory: id }),
            orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          }),
        countOf: ({ id }, _args, { actor, prisma }) =>
          countUpTo(prisma.artifact, matchingArtifacts(actor, { advisory: id })),
      },
      ArtifactConnection,
    ),
  }),
});

const AdvisoryConnection = connectionOf(Advisory);

builder.queryField('advisories', (t) =>
  t.prismaConnection(
    {
      ...needsGlobally('advisory:read'),
      type: Advisory,
      cursor: 'id',
      args: { search: t.arg.string() },
      resolve: (query, _root, { search }, { prisma }) =>
        prisma.advisory.findMany({
          ...query,
          where: named(search),
          orderBy: [{ modifiedAt: 'desc' }, { id: 'asc' }],
        }),
      countOf: (_root, { search }, { prisma }) => countUpTo(prisma.advisory, named(search)),
    },
    AdvisoryConnection,
  ),
);

function named(search: string | null | undefined): Prisma.AdvisoryWhereInput {
  if (search == null || search === '') return {};
  return {
    OR: [
      { id: search },
      { aliases: { has: search } },
      { summary: { contains: search, mode: 'insensitive' } },
      { affected: { some: { packageName: search } } },
    ],
  };
}
