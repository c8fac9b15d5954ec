import { auditEventsWhere } from '@bonded/core/access';
import { needs } from '../access/rule.ts';
import { Artifact } from '../artifacts/artifact.ts';
import { builder } from '../builder.ts';
import { countUpTo } from '../lists/count.ts';
import { placeOfContent } from '../places.ts';
import { AuditEvent, AuditEventConnection } from './audit-event.ts';

builder.prismaObjectField(Artifact, 'activity', (t) =>
  t.prismaConnection(
    {
      ...needs('audit:read', placeOfContent),
      nullable: true,
      type: AuditEvent,
      cursor: 'id',
      resolve: (query, { id }, _args, { actor, prisma }) =>
        prisma.auditEvent.findMany({
          ...query,
          where: { resourceId: id, AND: auditEventsWhere(actor) },
          orderBy: { sequence: 'desc' },
        }),
      countOf: ({ id }, _args, { actor, prisma }) =>
        countUpTo(prisma.auditEvent, { resourceId: id, AND: auditEventsWhere(actor) }),
    },
    AuditEventConnection,
  ),
);
