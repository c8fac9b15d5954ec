import { repositoriesWhere } from '@bonded/core/access';
import type { Artifact as ArtifactRow } from '@bonded/database';
import { needsSomewhere, visible } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { watch } from '../subscriptions/watch.ts';
import { countWaiting } from './waiting.ts';

const QuarantineEvent = builder
  .objectRef<{ readonly artifact: ArtifactRow | null }>('QuarantineEvent')
  .implement({
    fields: (t) => ({
      waiting: t.int({
        ...visible,
        description: 'How many wait now, of those that the viewer may see.',
        resolve: (_event, _args, { actor, prisma }) => countWaiting(prisma, actor),
      }),
      artifact: t.expose('artifact', {
        ...visible,
        type: Artifact,
        nullable: true,
        description: 'What came, went or changed; null once it is deleted.',
      }),
    }),
  });

builder.subscriptionField('quarantineChanged', (t) =>
  t.field({
    ...needsSomewhere('artifact:read-held'),
    type: QuarantineEvent,
    subscribe: (_root, _args, context) =>
      watch(context, {
        keyOf: (event) => (event.type === 'artifact.changed' ? event.artifactId : null),
        load: async (id, { actor, prisma }) => {
          const repository = repositoriesWhere(actor, 'artifact:read-held');
          const artifact = await prisma.artifact.findFirst({ where: { id, repository } });
          if (artifact === null) return null;
          return { artifact: artifact.deletedAt === null ? artifact : null };
        },
      }),
    resolve: ({ row }) => row,
  }),
);
