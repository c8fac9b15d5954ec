import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

const auditEventRow = z.object({
  id: z.string(),
  /** Counts up without a gap, as a decimal string. */
  sequence: z.string(),
  at: moment,
  actorKind: z.string(),
  actorName: z.string(),
  action: z.string(),
  outcome: z.string(),
  resourceKind: z.string(),
  resourceName: z.string(),
  resourceId: z.string().nullable(),
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
  details: z.json(),
});

export const auditEvent: Shape<z.output<typeof auditEventRow>> = {
  fields: `id sequence at actorKind actorName action outcome resourceKind resourceName resourceId
    ip userAgent requestId details`,
  row: auditEventRow,
  columns: [
    { title: 'at', of: ({ at }) => shortMoment(at) },
    { title: 'who', of: ({ actorName }) => actorName },
    { title: 'action', of: ({ action }) => action },
    { title: 'outcome', of: ({ outcome }) => outcome.toLowerCase() },
    { title: 'what', of: ({ resourceName }) => resourceName },
    { title: 'from', of: ({ ip }) => ip },
  ],
};
