import type { InputFieldMap, InputShapeFromFields } from '@pothos/core';
import type { Rule } from '../access/rule.ts';
import type { GraphqlContext } from '../context.ts';
import { countUpTo } from './delegate.ts';
import { type ListOptions, pageArgs } from './list.ts';
import type { Model, Order, WhereOf } from './order.ts';
import { type Listed, listed, type PageArgs, page } from './page.ts';

interface RelatedListOptions<
  FieldRule extends Rule<never>,
  Name extends Model,
  Row extends object,
  Args extends InputFieldMap,
> extends ListOptions<FieldRule, Row, Args> {
  /** The relation of the parent that leads to the rows. */
  readonly relation: string;
  /** The column of the rows that leads back. */
  readonly by: keyof WhereOf<Name> & string;
  readonly order: Order<Name>;
  /** Which rows there are for this actor; without it, all that the parent has. */
  readonly where?: (args: InputShapeFromFields<Args>, context: GraphqlContext) => WhereOf<Name>;
}

/**
 * The options of a field that is a list of the parent's own rows. They come with the parent, in
 * one statement and limited for each parent, so a list of lists costs no more statements than a
 * list.
 */
export function relatedList<
  FieldRule extends Rule<never>,
  Name extends Model,
  Row extends object,
  Args extends InputFieldMap = Record<never, never>,
>(options: RelatedListOptions<FieldRule, Name, Row, Args>) {
  const { connection, relation, by, order, where: whereFor, args, ...rest } = options;
  type Given = InputShapeFromFields<Args> & PageArgs;
  const whereOf = (given: Given, context: GraphqlContext): WhereOf<Name> =>
    whereFor?.(given, context) ?? {};
  const field = {
    ...rest,
    type: connection,
    // Not given means none.
    args: { ...args, ...pageArgs } as Args & typeof pageArgs,
    resolve: (
      parent: { readonly id: string },
      given: Given,
      context: GraphqlContext,
    ): Listed<Row> => {
      // `by` is a column of the rows, by its type.
      const where = { [by]: parent.id, AND: whereOf(given, context) } as WhereOf<Name>;
      // Put there by `select`, below.
      const rows = (parent as unknown as Record<string, Row[]>)[relation] ?? [];
      return listed(order, given, rows, () => countUpTo(context.prisma, order.model, where));
    },
  };
  // Pothos plans the relation from this when it reads the parent; only its types cannot follow
  // a relation by name.
  const select = (given: Given, context: GraphqlContext, nested: NestedSelection) => ({
    [relation]: nested(
      { ...page(order, given, whereOf(given, context)), select: order.select },
      { getType: () => order.model, paths: nodePaths },
    ),
  });
  Object.assign(field, { select });
  return field;
}

type NestedSelection = (query: object, below: object) => object;

const nodePaths = [[{ name: 'nodes' }], [{ name: 'edges' }, { name: 'node' }]];
