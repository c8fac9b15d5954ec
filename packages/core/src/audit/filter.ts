import type { Prisma } from '@bonded/database';
import { z } from 'zod';
import { type Actor, auditEventsWhere } from '../access/index.ts';
import { literally } from '../input/index.ts';

const words = z.string().trim().min(1).max(512).nullish();

/** What the log can be asked for. All given parts must hold. */
export const auditFilter = z.object({
  actor: words,
  action: words,
  resource: words,
  resourceId: words,
  outcome: z.enum(['SUCCESS', 'REFUSED']).nullish(),
  ip: words,
  projectId: z.uuid().nullish(),
  repositoryId: z.uuid().nullish(),
  requestId: words,
  since: z.coerce.date().nullish(),
  until: z.coerce.date().nullish(),
});

export type AuditFilter = z.output<typeof auditFilter>;

/** The filter as a query, cut down to what the actor may read. */
export function auditEventsMatching(
  actor: Actor,
  filter: AuditFilter,
): Prisma.AuditEventWhereInput {
  const { actor: actorName, action, resource, outcome, since, until } = filter;
  const exact = Object.entries({
    resourceId: filter.resourceId,
    ip: filter.ip,
    projectId: filter.projectId,
    repositoryId: filter.repositoryId,
    requestId: filter.requestId,
    outcome,
  }).filter(([, value]) => value != null);
  return {
    AND: [
      auditEventsWhere(actor),
      Object.fromEntries(exact),
      actorName == null ? {} : { actorName },
      // `artifact` finds `artifact.publish` and its like; a whole action finds itself.
      action == null ? {} : { action: { startsWith: literally(action) } },
      resource == null ? {} : { resourceName: { contains: literally(resource) } },
      since == null ? {} : { at: { gte: since } },
      until == null ? {} : { at: { lt: until } },
    ],
  };
}
