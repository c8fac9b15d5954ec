import type { z } from 'zod';
import type { Column } from '../terminal/table.ts';

/** A noun: what is asked of GraphQL, what comes back, and what people see of it. */
export interface Shape<Row> {
  /** The selection, without its braces. */
  readonly fields: string;
  readonly row: z.ZodType<Row>;
  /** In a list. */
  readonly columns: readonly Column<Row>[];
  /** Further lines when it is shown alone. */
  readonly details?: readonly Column<Row>[];
}
