import { repositoriesWhere } from '@bonded/core/access';
import { placeOfProject } from '@bonded/core/projects';
import { needs, visible } from '../access/rule.ts';
import { actionsAt } from '../access/viewer-can.ts';
import { ArtifactCounts } from '../artifacts/artifact-counts.ts';
import { builder } from '../builder.ts';
import { BindingConnection, oldestBindings } from '../identity/binding.ts';
import { connectionOf } from '../lists/connection.ts';
import { relatedList } from '../lists/related-list.ts';
import { Node } from '../nodes/node.ts';
import { Quota } from '../quotas/quota.ts';
import { RepositoryConnection, repositoriesBySlug } from '../repositories/repository.ts';

export const Project = builder.prismaObject('Project', {
  interfaces: [Node],
  fields: (t) => ({
    id: t.exposeID('id', visible),
    slug: t.exposeString('slug', visible),
    name: t.exposeString('name', visible),
    description: t.exposeString('description', visible),
    createdAt: t.expose('createdAt', { ...visible, type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { ...visible, type: 'DateTime' }),
    repositories: t.field(
      relatedList({
        ...visible,
        relation: 'repositories',
        by: 'projectId',
        connection: RepositoryConnection,
        order: repositoriesBySlug,
        where: (_args, { actor }) => repositoriesWhere(actor),
      }),
    ),
    bindings: t.field({
      nullable: true,
      ...relatedList({
        ...needs('binding:read', placeOfProject),
        relation: 'bindings',
        by: 'projectId',
        connection: BindingConnection,
        order: oldestBindings,
      }),
    }),
    quota: t.field({
      ...needs('quota:read', placeOfProject),
      type: Quota,
      nullable: true,
      resolve: (project, _args, { loaders }) => loaders.quotas.load(project.id),
    }),
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
