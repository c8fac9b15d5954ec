import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

export const importRow = z.object({
  id: z.string(),
  source: z.string(),
  startedAt: moment,
  finishedAt: moment.nullable(),
  importedCount: z.number(),
  skippedCount: z.number(),
  error: z.string().nullable(),
});

export type AdvisoryImport = z.output<typeof importRow>;

export const advisoryImport: Shape<AdvisoryImport> = {
  fields: 'id source startedAt finishedAt importedCount skippedCount error',
  row: importRow,
  columns: [
    { title: 'source', of: ({ source }) => source },
    { title: 'started', of: ({ startedAt }) => shortMoment(startedAt) },
    { title: 'finished', of: ({ finishedAt }) => shortMoment(finishedAt) },
    { title: 'imported', of: ({ importedCount }) => importedCount },
    { title: 'skipped', of: ({ skippedCount }) => skippedCount },
    { title: 'error', of: ({ error }) => error },
    { title: 'id', of: ({ id }) => id },
  ],
};
