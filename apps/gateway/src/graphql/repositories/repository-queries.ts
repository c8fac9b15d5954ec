import { type Actor, repositoriesWhere } from '@bonded/core/access';
import type { Format as FormatName, Prisma } from '@bonded/database';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { Format } from '../enums.ts';
import { list } from '../lists/list.ts';
import { orderOf } from '../lists/order.ts';
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

const byPath = orderOf('Repository', [
  { project: { slug: 'asc' } },
  { slug: 'asc' },
  { id: 'asc' },
]);

builder.queryField('repositories', (t) =>
  t.field(
    list({
      ...visible,
      connection: RepositoryConnection,
      order: byPath,
      args: {
        project: t.arg.string(),
        format: t.arg({ type: Format }),
        search: t.arg.string(),
      },
      where: (args, { actor }) => matching(actor, args),
    }),
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
