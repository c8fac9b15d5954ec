import { z } from 'zod';
import type { Shape } from './shape.ts';

/** What is left of something that was deleted: its id. */
export const deleted: Pick<Shape<{ deletedId: string }>, 'row' | 'columns'> = {
  row: z.object({ deletedId: z.string() }),
  columns: [],
};
