import { z } from 'zod';
import { formatBytes } from '../../terminal/sizes.ts';
import { placeName, repositoryPlace } from '../place.ts';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

const uploadRow = z.object({
  id: z.string(),
  repository: repositoryPlace.row,
  path: z.string(),
  state: z.string(),
  offsetBytes: z.coerce.number(),
  /** Null while nobody has said how long it will be. */
  sizeBytes: z.union([z.null(), z.coerce.number()]),
  createdAt: moment,
  expiresAt: moment,
  failure: z.string().nullable(),
  artifact: z.object({ id: z.string(), state: z.string() }).nullable(),
});

export const upload: Shape<z.output<typeof uploadRow>> = {
  fields: `id ${repositoryPlace.fields} path state offsetBytes sizeBytes createdAt expiresAt
    failure artifact { id state }`,
  row: uploadRow,
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'to', of: ({ repository, path }) => `${placeName(repository)}/${path}` },
    { title: 'state', of: ({ state }) => state.toLowerCase() },
    { title: 'arrived', of: ({ offsetBytes }) => formatBytes(offsetBytes) },
    { title: 'of', of: ({ sizeBytes }) => (sizeBytes === null ? null : formatBytes(sizeBytes)) },
    { title: 'expires', of: ({ expiresAt }) => shortMoment(expiresAt) },
    { title: 'failure', of: ({ failure }) => failure },
  ],
};
