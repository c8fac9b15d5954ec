import { needs } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { ComponentRelation } from '../enums.ts';
import { list } from '../lists/list.ts';
import { relatedList } from '../lists/related-list.ts';
import { placeOfContent } from '../places.ts';
import { ComponentConnection, componentsByRelation } from './component.ts';
import { ComponentCounts } from './component-counts.ts';
import { matchingComponents } from './matching-components.ts';

const componentArgs = builder.args((t) => ({
  search: t.string(),
  relations: t.field({ type: [ComponentRelation] }),
}));

/** What an artifact is made of, as the scan saw it: all of this needs `scan:read`. */
builder.prismaObjectFields(Artifact, (t) => ({
  components: t.field({
    nullable: true,
    ...relatedList({
      ...needs('scan:read', placeOfContent),
      relation: 'components',
      by: 'artifactId',
      connection: ComponentConnection,
      order: componentsByRelation,
      args: componentArgs,
      where: matchingComponents,
    }),
  }),
  affectedComponents: t.field({
    nullable: true,
    ...list({
      ...needs('scan:read', placeOfContent),
      description: 'Those in which the newest finished scan found something.',
      connection: ComponentConnection,
      order: componentsByRelation,
      args: componentArgs,
      where: async (args, { loaders }, { id }: { readonly id: string }) => ({
        artifactId: id,
        purl: { in: [...(await loaders.affectedPurls.load(id))] },
        AND: matchingComponents(args),
      }),
    }),
  }),
  componentCounts: t.field({
    ...needs('scan:read', placeOfContent),
    type: ComponentCounts,
    nullable: true,
    resolve: ({ id }, _args, { loaders }) => loaders.componentTallies.load(id),
  }),
}));
