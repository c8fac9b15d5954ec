import { z } from 'zod';
import type { Client } from './client.ts';
import { type Operation, run } from './operation.ts';

/** What every list asks of its connection, beside the rows. */
export const pageFields = 'pageInfo { hasNextPage endCursor }';

/** The server gives no more rows at a time. */
export const pageSizeMax = 100;

/** As many rows as were asked for, and where the next ones begin. */
export interface Listing<Row> {
  readonly items: readonly Row[];
  readonly next: string | null;
}

/** The shape of a listing, which `--json` prints. */
export function listingOf<Row>(row: z.ZodType<Row>) {
  return z.object({ items: z.array(row), next: z.string().nullable() });
}

export interface Wanted {
  readonly variables: object;
  readonly limit: number;
  /** From the `next` of an earlier listing. */
  readonly after: string | null;
}

/** Reads a list a page at a time, as far as wanted. Its document takes `$first` and `$after`. */
export async function fetchListing<Row>(
  client: Client,
  { document, at, row }: Operation<Row>,
  { variables, limit, after }: Wanted,
): Promise<Listing<Row>> {
  const page: Operation<Page<Row>> = { document, at, row: pageOf(row) };
  const items: Row[] = [];
  let next = after;
  do {
    const first = Math.min(limit - items.length, pageSizeMax);
    const { nodes, pageInfo } = await run(client, page, { ...variables, first, after: next });
    items.push(...nodes);
    next = pageInfo.hasNextPage && nodes.length > 0 ? pageInfo.endCursor : null;
  } while (next !== null && items.length < limit);
  return { items, next };
}

function pageOf<Row>(row: z.ZodType<Row>) {
  return z.object({
    nodes: z.array(row),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  });
}

type Page<Row> = z.output<ReturnType<typeof pageOf<Row>>>;
