import { artifactsWhere, repositoriesWhere } from '@bonded/core/access';
import { needsSomewhere } from '../access/rule.ts';
import { builder } from '../builder.ts';
import { watch } from '../subscriptions/watch.ts';
import { Scan } from './scan.ts';

builder.subscriptionField('scanProgress', (t) =>
  t.field({
    ...needsSomewhere('scan:read'),
    type: Scan,
    args: { artifactId: t.arg.id() },
    subscribe: (_root, { artifactId }, context) =>
      watch(context, {
        keyOf: (event) => {
          if (event.type !== 'scan.changed') return null;
          return artifactId == null || artifactId === event.artifactId ? event.scanId : null;
        },
        load: (id, { actor, prisma }) => {
          const readable = { repository: repositoriesWhere(actor, 'scan:read') };
          const artifact = { AND: [artifactsWhere(actor), readable] };
          return prisma.scan.findFirst({ where: { id, artifact } });
        },
      }),
    resolve: ({ row }) => row,
  }),
);
