import { auditEventsWhere } from '@bonded/core/access';
import { needs } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { list } from '../lists/list.ts';
import { placeOfContent } from '../places.ts';
import { AuditEventConnection, newestEvents } from './audit-event.ts';

builder.prismaObjectField(Artifact, 'activity', (t) =>
  t.field({
    nullable: true,
    ...list({
      ...needs('audit:read', placeOfContent),
      connection: AuditEventConnection,
      order: newestEvents,
      where: (
        _args,
        { actor },
        { id }: { readonly id: string; readonly repositoryId: string },
      ) => ({
        resourceId: id,
        AND: auditEventsWhere(actor),
      }),
    }),
  }),
);
