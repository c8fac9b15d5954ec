import { visible } from '../access/rule.ts';
import { ArtifactConnection, newestArtifacts } from '../artifacts/artifact.ts';
import { matchingArtifacts } from '../artifacts/matching-artifacts.ts';
import { builder } from '../builder.ts';
import { FindingKind, Severity } from '../enums.ts';
import { connectionOf } from '../lists/connection.ts';
import { list } from '../lists/list.ts';
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
    affectedArtifacts: t.field(
      list({
        ...visible,
        connection: ArtifactConnection,
        order: newestArtifacts,
        where: (_args, { actor }, { id }: { readonly id: string }) =>
          matchingArtifacts(actor, { advisory: id }),
      }),
    ),
  }),
});

export const AdvisoryConnection = connectionOf(Advisory);
