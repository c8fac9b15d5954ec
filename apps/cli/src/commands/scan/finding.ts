import { z } from 'zod';
import type { Shape } from '../shape.ts';

export const findingRow = z.object({
  advisoryId: z.string(),
  kind: z.string(),
  severity: z.string(),
  score: z.number().nullable(),
  title: z.string(),
  componentPurl: z.string(),
  relation: z.string(),
  fixedIn: z.array(z.string()),
});

export const finding: Shape<z.output<typeof findingRow>> = {
  fields: 'advisoryId kind severity score title componentPurl relation fixedIn',
  row: findingRow,
  columns: [
    {
      title: 'severity',
      of: ({ severity, kind }) => (kind === 'MALWARE' ? kind : severity).toLowerCase(),
    },
    { title: 'advisory', of: ({ advisoryId }) => advisoryId },
    { title: 'component', of: ({ componentPurl }) => componentPurl },
    { title: 'in', of: ({ relation }) => relation.toLowerCase() },
    { title: 'fixed in', of: ({ fixedIn }) => fixedIn },
    { title: 'title', of: ({ title }) => title },
  ],
};
