import { type Actor, repositoriesWhere } from '@bonded/core/access';
import type { Prisma } from '@bonded/database';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { ArtifactState, Format, Severity } from '../enums.ts';
import { list } from '../lists/list.ts';
import { type Order as ListOrder, orderOf } from '../lists/order.ts';
import { Artifact, ArtifactConnection, newestArtifacts } from './artifact.ts';
import { matchingArtifacts, type WantedArtifacts } from './matching-artifacts.ts';

const ArtifactFilter = builder.inputType('ArtifactFilter', {
  fields: (t) => ({
    project: t.string(),
    repository: t.string(),
    format: t.field({ type: Format }),
    states: t.field({ type: [ArtifactState] }),
    search: t.string(),
    digest: t.string(),
    purl: t.string(),
    advisory: t.string(),
    severityAtLeast: t.field({ type: Severity }),
    isCooling: t.boolean({
      description: 'Those that are held because they are young, or those that are not.',
    }),
  }),
});

const orders = ['NEWEST', 'OLDEST', 'NAME', 'SIZE', 'SEVERITY', 'COOLING'] as const;
type Order = (typeof orders)[number];

const ArtifactOrder = builder.enumType('ArtifactOrder', { values: orders });

/** Each ends with the id, so that a page always continues where the last one stopped. */
const orderings: Readonly<Record<Order, ListOrder<'Artifact'>>> = {
  NEWEST: newestArtifacts,
  OLDEST: orderOf('Artifact', [{ createdAt: 'asc' }, { id: 'asc' }]),
  NAME: orderOf('Artifact', [{ package: { name: 'asc' } }, { version: 'asc' }, { id: 'asc' }]),
  SIZE: orderOf('Artifact', [{ sizeBytes: 'desc' }, { id: 'desc' }]),
  /** What will be old enough first; what does not wait for that comes last. */
  COOLING: orderOf('Artifact', [{ coolsAt: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }]),
  SEVERITY: orderOf('Artifact', [
    { malwareCount: 'desc' },
    { criticalCount: 'desc' },
    { highCount: 'desc' },
    { mediumCount: 'desc' },
    { lowCount: 'desc' },
    { id: 'desc' },
  ]),
};

builder.queryField('artifact', (t) =>
  t.prismaField({
    ...visible,
    type: Artifact,
    nullable: true,
    args: {
      project: t.arg.string({ required: true }),
      repository: t.arg.string({ required: true }),
      name: t.arg.string({ required: true }),
      version: t.arg.string({ required: true }),
    },
    resolve: (query, _root, { project, repository, name, version }, { actor, prisma }) =>
      prisma.artifact.findFirst({
        ...query,
        where: {
          version,
          package: { name, repository: { slug: repository, project: { slug: project } } },
          AND: matchingArtifacts(actor, {}),
        },
      }),
  }),
);

builder.queryField('artifacts', (t) =>
  t.field(
    list({
      ...visible,
      connection: ArtifactConnection,
      args: { filter: t.arg({ type: ArtifactFilter }), orderBy: t.arg({ type: ArtifactOrder }) },
      order: ({ orderBy }) => orderings[orderBy ?? 'NEWEST'],
      where: ({ filter, orderBy }, { actor }) => ordered(actor, filter, orderBy),
    }),
  ),
);

/**
 * An order by severity tells what scans found, so it lists only artifacts whose scans may be
 * read.
 */
function ordered(
  actor: Actor,
  filter: WantedArtifacts | null | undefined,
  order: Order | null | undefined,
): Prisma.ArtifactWhereInput {
  const matching = matchingArtifacts(actor, filter ?? {});
  if (order !== 'SEVERITY') return matching;
  return { AND: [matching, { repository: repositoriesWhere(actor, 'scan:read') }] };
}
