import { z } from 'zod';
import type { Shape } from '../shape.ts';
import { moment, shortMoment } from '../time.ts';

export const projectRow = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  description: z.string(),
  createdAt: moment,
  updatedAt: moment,
});

export const project: Shape<z.output<typeof projectRow>> = {
  fields: 'id slug name description createdAt updatedAt',
  row: projectRow,
  columns: [
    { title: 'project', of: ({ slug }) => slug },
    { title: 'name', of: ({ name }) => name },
    { title: 'created', of: ({ createdAt }) => shortMoment(createdAt) },
  ],
  details: [
    { title: 'description', of: ({ description }) => description },
    { title: 'id', of: ({ id }) => id },
  ],
};
