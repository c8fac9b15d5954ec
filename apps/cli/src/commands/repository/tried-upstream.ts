import { z } from 'zod';
import type { Shape } from '../shape.ts';

const triedRow = z.object({
  status: z.number(),
  url: z.string(),
  elapsedMs: z.number(),
  contentType: z.string(),
  isRecognised: z.boolean().nullable(),
  credential: z.string(),
});

/** What an upstream said when it was tried. */
export const triedUpstream: Shape<z.output<typeof triedRow>> = {
  fields: 'status url elapsedMs contentType isRecognised credential',
  row: triedRow,
  columns: [
    { title: 'status', of: ({ status }) => status },
    { title: 'after ms', of: ({ elapsedMs }) => elapsedMs },
    { title: 'looks like its format', of: ({ isRecognised }) => isRecognised ?? 'cannot be told' },
    {
      title: 'credential',
      of: ({ credential }) => credential.toLowerCase().replaceAll('_', ' '),
    },
    { title: 'type', of: ({ contentType }) => contentType },
    { title: 'answered by', of: ({ url }) => url },
  ],
};
