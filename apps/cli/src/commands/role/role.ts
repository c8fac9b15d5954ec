import { z } from 'zod';
import type { Shape } from '../shape.ts';

export const roleRow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  isBuiltIn: z.boolean(),
  actions: z.array(z.string()),
});

export const role: Shape<z.output<typeof roleRow>> = {
  fields: 'id name description isBuiltIn actions',
  row: roleRow,
  columns: [
    { title: 'role', of: ({ name }) => name },
    { title: 'built in', of: ({ isBuiltIn }) => isBuiltIn },
    { title: 'description', of: ({ description }) => description },
    { title: 'actions', of: ({ actions }) => actions },
  ],
  details: [{ title: 'id', of: ({ id }) => id }],
};
