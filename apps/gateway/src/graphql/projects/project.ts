import { type Actor, projectsWhere, repositoriesWhere } from '@bonded/core/access';
import { placeOfProject } from '@bonded/core/projects';
import type { Prisma } from '@bonded/database';
import { needs, visible } from '../access/rule.ts';
import { actionsAt } from '../access/viewer-can.ts';
import { ArtifactCounts } from '../artifacts/artifact-counts.ts';
import { builder } from '../builder.ts';
import { BindingConnection } from '../identity/binding.ts';
import { connectionOf } from '../lists/connection.ts';
import { countUpTo } from '../lists/count.ts';
import { Node } from '../nodes/node.ts';
import { RepositoryConnection } from '../repositories/repository.ts';

export const Project = builder.prismaObject('Project', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    slug: t.exposeString('slug', visible),
    name: t.exposeString('name', visible),
    description: t.exposeString('description', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
    repositories: t.relatedConnection(
      'repositories',
      {
        ...visible,
        cursor: 'id',
        query: (_args, { actor }) => ({
          where: repositoriesWhere(actor),
          orderBy: { slug: 'asc' },
        }),
        countOf: (project, _args, { actor, prisma }) =>
          countUpTo(prisma.repository, { projectId: project.id, AND: repositoriesWhere(actor) }),
      },
      RepositoryConnection,
    ),
    bindings: t.relatedConnection(
      'bindings',
      {
        ...needs('binding:read', placeOfProject),
        nullable: true,
        cursor: 'id',
        query: { orderBy: { id: 'asc' } },
        countOf: (project, _args, { prisma }) =>
          countUpTo(prisma.binding, { projectId: project.id }),
      },
      BindingConnection,
    ),
    viewerCan: t.stringList({
      ...visible,
      description: 'What the viewer may do in the whole project.',
      resolve: (project, _args, { actor }) => actionsAt(actor, placeOfProject(project)),
    }),
    artifactCounts: t.field({
      ...visible,
      type: ArtifactCounts,
      resolve: (project, _args, { loaders }) => loaders.projectTallies.load(project.id),
    }),
  }),
});

export const ProjectConnection = connectionOf(Project);

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
  t.prismaConnection(
    {
      ...visible,
      type: Project,
      cursor: 'id',
      args: { search: t.arg.string() },
      resolve: (query, _root, { search }, { actor, prisma }) =>
        prisma.project.findMany({
          ...query,
          where: matching(actor, search),
          orderBy: { slug: 'asc' },
        }),
      countOf: (_root, { search }, { actor, prisma }) =>
        countUpTo(prisma.project, matching(actor, search)),
    },
    ProjectConnection,
  ),
);

function matching(actor: Actor, search: string | null | undefined): Prisma.ProjectWhereInput {
  if (search == null || search === '') return projectsWhere(actor);
  const contains = { contains: search, mode: 'insensitive' } as const;
  return { AND: [projectsWhere(actor), { OR: [{ slug: contains }, { name: contains }] }] };
}
