import type { InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { Rule } from '../access/rule.ts';
import type { GraphqlContext } from '../context.ts';
import { countUpTo, delegateOf } from './delegate.ts';
import { type ListOptions, pageArgs, selectionOf } from './list.ts';
import type { Model, Order, SortColumn, WhereOf } from './order.ts';
import {
  boundsOf,
  isFromTheEnd,
  type Listed,
  listed,
  type PageArgs,
  type PageBounds,
  page,
} from './page.ts';

/** Rows of a list that come before all of a higher rank. */
interface Rank<Name extends Model> {
  readonly rank: number;
  readonly where: () => Promise<WhereOf<Name>>;
}

interface RankedListOptions<
  FieldRule extends Rule<never>,
  Name extends Model,
  Row extends object,
  Args extends InputFieldMap,
> extends ListOptions<FieldRule, Row, Args> {
  /** How the rows of one rank are sorted. */
  readonly order: Order<Name>;
  /** Which rows there are for this actor, all of them and by their ranks, from the lowest. */
  readonly ranked: (
    args: InputShapeFromFields<Args>,
    context: GraphqlContext,
  ) => Promise<{ readonly where: WhereOf<Name>; readonly ranks: readonly Rank<Name>[] }>;
}

const rankColumn: SortColumn = {
  path: ['rank'],
  type: 'Int',
  direction: 'asc',
  isNullable: false,
};

/**
 * The options of a field that is a list in ranks, which no column says: a page is read rank by
 * rank until it is full.
 */
export function rankedList<
  FieldRule extends Rule<never>,
  Name extends Model,
  Row extends object,
  Args extends InputFieldMap = Record<never, never>,
>(options: RankedListOptions<FieldRule, Name, Row, Args>) {
  const { connection, order, ranked, args, ...rest } = options;
  const columns = [rankColumn, ...order.columns];
  return {
    ...rest,
    type: connection,
    // Not given means none.
    args: { ...args, ...pageArgs } as Args & typeof pageArgs,
    resolve: async (
      _parent: unknown,
      given: InputShapeFromFields<Args> & PageArgs,
      context: GraphqlContext,
      info: GraphQLResolveInfo,
    ): Promise<Listed<Row>> => {
      const bounds = boundsOf(columns, given);
      const { where, ranks } = await ranked(given, context);
      const selection = await selectionOf(context, info, order);
      const rows: Row[] = [];
      for (const { rank, where: whereOfRank } of isFromTheEnd(given) ? ranks.toReversed() : ranks) {
        const within = boundsWithin(rank, bounds);
        if (within === null) continue;
        const query = page(order, given, await whereOfRank(), within);
        const take = query.take - rows.length;
        const asked = { ...selection, ...query, take };
        const found = await delegateOf(context.prisma, order.model).findMany(asked);
        // The connection's type names the model that the order is of.
        rows.push(...found.map((row) => ({ ...row, rank }) as unknown as Row));
        if (found.length === take) break;
      }
      const count = () => countUpTo(context.prisma, order.model, where);
      return listed({ ...order, columns }, given, rows, count);
    },
  };
}

/** The bounds of a page as the rows of one rank see them; null if it lies in other ranks. */
function boundsWithin(rank: number, { after, before }: PageBounds): PageBounds | null {
  const [afterRank = null, ...afterValues] = after ?? [];
  const [beforeRank = null, ...beforeValues] = before ?? [];
  // NOTE: `boundsOf` has read both ranks as numbers.
  if (afterRank !== null && rank < Number(afterRank)) return null;
  if (beforeRank !== null && rank > Number(beforeRank)) return null;
  return {
    after: rank === afterRank ? afterValues : null,
    before: rank === beforeRank ? beforeValues : null,
  };
}
