import { invalidInput } from '@bonded/core/input';
import { limits } from '../limits.ts';
import { beyond } from './beyond.ts';
import { cursorOf, parseCursor, type SortValue } from './cursor.ts';
import type { Model, Order, OrderByOf, SortColumn, WhereOf } from './order.ts';

export interface PageArgs {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

export interface PageQuery<Name extends Model> {
  where: WhereOf<Name>;
  orderBy: OrderByOf<Name>[];
  take: number;
}

/** Between which rows a page lies: the values that they are sorted by. */
export interface PageBounds {
  readonly after: readonly SortValue[] | null;
  readonly before: readonly SortValue[] | null;
}

/** Errors: INVALID_INPUT. */
export function boundsOf(columns: readonly SortColumn[], args: PageArgs): PageBounds {
  return {
    after: args.after == null ? null : parseCursor(args.after, columns),
    before: args.before == null ? null : parseCursor(args.before, columns),
  };
}

/**
 * The query for one page, by the values that rows are sorted by: stable while others write.
 * Errors: INVALID_INPUT.
 */
export function page<Name extends Model>(
  order: Order<Name>,
  args: PageArgs,
  where: WhereOf<Name>,
  { after, before }: PageBounds = boundsOf(order.columns, args),
): PageQuery<Name> {
  const { columns } = order;
  const isBackward = isFromTheEnd(args);
  const within = [
    ...(after === null ? [] : [beyond(columns, after, false)]),
    ...(before === null ? [] : [beyond(columns, before, true)]),
  ];
  return {
    where: { AND: [where, ...within] },
    orderBy: order.orderBy.map((entry) => (isBackward ? reversed(entry) : entry)),
    // One more than asked for says whether there is a next page.
    take: sizeOf(args) + 1,
  };
}

/** What a connection field answers. `count` runs only when the total is asked for. */
export interface Listed<Row> {
  readonly edges: { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number>;
}

/** Turns the rows that `page` found into a connection. */
export function listed<Row extends object>(
  { columns }: { readonly columns: readonly SortColumn[] },
  args: PageArgs,
  rows: readonly Row[],
  count: () => Promise<number>,
): Listed<Row> {
  const isBackward = isFromTheEnd(args);
  const hasMore = rows.length > sizeOf(args);
  const shown = rows.slice(0, sizeOf(args));
  const nodes = isBackward ? shown.toReversed() : shown;
  const edges = nodes.map((node) => ({ cursor: cursorOf(node, columns), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: isBackward ? args.before != null : hasMore,
      hasPreviousPage: isBackward ? hasMore : args.after != null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: count,
  };
}

export function isFromTheEnd({ first, last, before }: PageArgs): boolean {
  return last != null || (first == null && before != null);
}

/** How many rows a page holds. Errors: INVALID_INPUT. */
export function sizeOf({ first, last }: PageArgs): number {
  if (first != null && last != null) throw invalidInput('Ask for "first" or "last", not both.');
  const size = first ?? last ?? limits.pageSizeDefault;
  if (size >= 0 && size <= limits.pageSizeMax) return size;
  throw invalidInput(`A page holds 0 to ${limits.pageSizeMax}.`, {
    details: { fields: { [first == null ? 'last' : 'first']: `0 to ${limits.pageSizeMax}.` } },
  });
}

const opposites: Readonly<Record<string, string>> = { asc: 'desc', desc: 'asc', last: 'first' };

/** The same columns the other way round; nulls, which come last, then come first. */
function reversed<Entry>(entry: Entry): Entry {
  const turned = (inner: unknown): unknown => {
    if (typeof inner === 'string') return opposites[inner];
    const entries = Object.entries(inner ?? {});
    return Object.fromEntries(entries.map(([name, value]) => [name, turned(value)]));
  };
  // Turned round, it is of the same shape.
  return turned(entry) as Entry;
}
