import { artifactsWhere } from '@bonded/core/access';
import { signedIn } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { eventsOf } from '../subscriptions/place-wanted.ts';
import { watch } from '../subscriptions/watch.ts';
import { Artifact } from './artifact.ts';

builder.subscriptionField('artifactChanged', (t) =>
  t.field({
    ...signedIn,
    type: Artifact,
    args: { project: t.arg.string(), repository: t.arg.string(), id: t.arg.id() },
    subscribe: async (_root, { id, ...place }, context) => {
      const isThere = await eventsOf(context, place);
      return watch(context, {
        keyOf: (event) => {
          if (event.type !== 'artifact.changed' || !isThere(event)) return null;
          return id == null || id === event.artifactId ? event.artifactId : null;
        },
        load: (artifactId, { actor, prisma }) =>
          prisma.artifact.findFirst({ where: { id: artifactId, AND: artifactsWhere(actor) } }),
      });
    },
    resolve: ({ row }) => row,
  }),
);
