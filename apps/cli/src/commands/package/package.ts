import { z } from 'zod';
import { placeName, repositoryPlace } from '../place.ts';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

const packageRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  repository: repositoryPlace.row,
  latest: z.object({ version: z.string(), state: z.string() }).nullable(),
  tags: z.array(z.object({ name: z.string(), artifact: z.object({ version: z.string() }) })),
  installCommand: z.string(),
  createdAt: moment,
  updatedAt: moment,
});

export const packageShape: Shape<z.output<typeof packageRow>> = {
  fields: `id name description ${repositoryPlace.fields} latest { version state }
    tags { name artifact { version } } installCommand createdAt updatedAt`,
  row: packageRow,
  columns: [
    { title: 'package', of: ({ name }) => name },
    { title: 'repository', of: ({ repository }) => placeName(repository) },
    { title: 'latest', of: ({ latest }) => latest?.version ?? null },
    { title: 'state', of: ({ latest }) => latest?.state.toLowerCase() ?? null },
    { title: 'updated', of: ({ updatedAt }) => shortMoment(updatedAt) },
  ],
  details: [
    { title: 'description', of: ({ description }) => description },
    { title: 'tags', of: ({ tags }) => tags.map((tag) => `${tag.name}=${tag.artifact.version}`) },
    { title: 'install', of: ({ installCommand }) => installCommand },
    { title: 'id', of: ({ id }) => id },
  ],
};
