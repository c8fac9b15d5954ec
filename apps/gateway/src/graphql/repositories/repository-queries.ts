import { type Actor, repositoriesWhere } from '@bonded/core/access';
import type { Format as FormatName, Prisma } from '@bonded/database';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Format } from '../enums.ts';
import { countUpTo } from '../lists/count.ts';
import { Repository, RepositoryConnection } from './repository.ts';

builder.queryField('repository', (t) =>
  t.prismaField({
    ...visible,
    type: Repository,
    nullable: true,
    args: {
      project: t.arg.string({ required: true }),
      slug: t.arg.string({ required: true }),
    },
    resolve: (query, _root, { project, slug }, { actor, prisma }) =>
      prisma.repository.findFirst({
        ...query,
        where: { slug, project: { slug: project }, AND: repositoriesWhere(actor) },
      }),
  }),
);

builder.queryField('repositories', (t) =>
  t.prismaConnection(
    {
      ...visible,
      type: Repository,
      cursor: 'id',
      args: {
        project: t.arg.string(),
        format: t.arg({ type: Format }),
        search: t.arg.string(),
      },
      resolve: (query, _root, args, { actor, prisma }) =>
        prisma.repository.findMany({
          ...query,
          where: matching(actor, args),
          orderBy: [{ project: { slug: 'asc' } }, { slug: 'asc' }],
        }),
      countOf: (_root, args, { actor, prisma }) =>
        countUpTo(prisma.repository, matching(actor, args)),
    },
    RepositoryConnection,
  ),
);

interface Wanted {
  readonly project?: string | null | undefined;
  readonly format?: FormatName | null | undefined;
  readonly search?: string | null | undefined;
}

function matching(actor: Actor, wanted: Wanted): Prisma.RepositoryWhereInput {
  const { project, format, search } = wanted;
  const conditions: Prisma.RepositoryWhereInput[] = [repositoriesWhere(actor)];
  if (project != null) conditions.push({ project: { slug: project } });
  if (format != null) conditions.push({ format });
  if (search != null && search !== '') {
    const contains = { contains: search, mode: 'insensitive' } as const;
    conditions.push({ OR: [{ slug: contains }, { name: contains }] });
  }
  return { AND: conditions };
}
