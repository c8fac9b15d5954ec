import { z } from 'zod';
import { placeName, repositoryPlace } from '../place.ts';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';
import { versionRules } from './version-rules.ts';

export const repositoryRow = z.object({
  id: z.string(),
  slug: z.string(),
  project: z.object({ slug: z.string() }),
  name: z.string(),
  description: z.string(),
  format: z.string(),
  kind: z.string(),
  isPublic: z.boolean(),
  ...versionRules.row,
  url: z.string(),
  writeTarget: repositoryPlace.row.nullable(),
  createdAt: moment,
  updatedAt: moment,
});

export const repository: Shape<z.output<typeof repositoryRow>> = {
  fields: `id slug project { slug } name description format kind isPublic ${versionRules.fields} url
    writeTarget { slug project { slug } } createdAt updatedAt`,
  row: repositoryRow,
  columns: [
    { title: 'repository', of: ({ project, slug }) => `${project.slug}/${slug}` },
    { title: 'format', of: ({ format }) => format.toLowerCase() },
    { title: 'kind', of: ({ kind }) => kind.toLowerCase() },
    { title: 'public', of: ({ isPublic }) => isPublic },
    { title: 'url', of: ({ url }) => url },
  ],
  details: [
    { title: 'name', of: ({ name }) => name },
    { title: 'description', of: ({ description }) => description },
    { title: 'overwrite', of: ({ canOverwrite }) => canOverwrite },
    { title: 'delete', of: ({ canDelete }) => canDelete },
    { title: 'reuse versions', of: ({ canReuseVersions }) => canReuseVersions },
    { title: 'published to', of: ({ writeTarget }) => writeTarget && placeName(writeTarget) },
    { title: 'created', of: ({ createdAt }) => shortMoment(createdAt) },
    { title: 'id', of: ({ id }) => id },
  ],
};
