import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

export const scanRow = z.object({
  id: z.string(),
  status: z.string(),
  scanner: z.string(),
  databaseVersion: z.string().nullable(),
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  error: z.string().nullable(),
});

export const scan: Shape<z.output<typeof scanRow>> = {
  fields: 'id status scanner databaseVersion startedAt finishedAt error',
  row: scanRow,
  columns: [
    { title: 'status', of: ({ status }) => status.toLowerCase().replace('_', ' ') },
    { title: 'scanner', of: ({ scanner }) => scanner },
    { title: 'database', of: ({ databaseVersion }) => databaseVersion },
    { title: 'finished', of: ({ finishedAt }) => shortMoment(finishedAt) },
    { title: 'error', of: ({ error }) => error },
    { title: 'id', of: ({ id }) => id },
  ],
};
