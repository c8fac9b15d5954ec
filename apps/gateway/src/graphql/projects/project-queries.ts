import { type Actor, projectsWhere } from '@bonded/core/access';
import type { Prisma } from '@bonded/database';
import { visible } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { list } from '../lists/list.ts';
import { orderOf } from '../lists/order.ts';
import { Project, ProjectConnection } from './project.ts';

const bySlug = orderOf('Project', [{ slug: 'asc' }]);

builder.queryField('project', (t) =>
  t.prismaField({
    ...visible,
    type: Project,
    nullable: true,
    args: { slug: t.arg.string({ required: true }) },
    resolve: (query, _root, { slug }, { actor, prisma }) =>
      prisma.project.findFirst({ ...query, where: { slug, AND: projectsWhere(actor) } }),
  }),
);

builder.queryField('projects', (t) =>
  t.field(
    list({
      ...visible,
      connection: ProjectConnection,
      order: bySlug,
      args: { search: t.arg.string() },
      where: ({ search }, { actor }) => matching(actor, search),
    }),
  ),
);

function matching(actor: Actor, search: string | null | undefined): Prisma.ProjectWhereInput {
  if (search == null || search === '') return projectsWhere(actor);
  const contains = { contains: search, mode: 'insensitive' } as const;
  return { AND: [projectsWhere(actor), { OR: [{ slug: contains }, { name: contains }] }] };
}
