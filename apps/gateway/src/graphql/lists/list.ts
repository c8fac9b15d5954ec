import type { InputFieldMap, InputShapeFromFields, ObjectRef } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Rule } from '../access/rule.ts';
import { builder, type Types } from '../builder.ts';
import type { GraphqlContext } from '../context.ts';
import { countUpTo, delegateOf } from './delegate.ts';
import type { Model, Order, WhereOf } from './order.ts';
import { type Listed, listed, type PageArgs, page } from './page.ts';

/** The arguments that every list takes. */
export const pageArgs = builder.args((t) => ({
  first: t.int(),
  after: t.string(),
  last: t.int(),
  before: t.string(),
}));

/**
 * What every list says of itself. The rule keeps its own type, which names the parent it
 * judges.
 */
export interface ListOptions<
  FieldRule extends Rule<never>,
  Row extends object,
  Args extends InputFieldMap,
> {
  readonly rule: FieldRule;
  readonly description?: string;
  readonly connection: ObjectRef<Types, Listed<Row>>;
  readonly args?: Args;
}

interface OwnListOptions<
  FieldRule extends Rule<never>,
  Name extends Model,
  Row extends object,
  Args extends InputFieldMap,
  Parent,
> extends ListOptions<FieldRule, Row, Args> {
  readonly order: Order<Name> | ((args: InputShapeFromFields<Args>) => Order<Name>);
  /** Which rows there are for this actor: the list shows these and no others. */
  readonly where: (
    args: InputShapeFromFields<Args>,
    context: GraphqlContext,
    parent: Parent,
  ) => WhereOf<Name> | Promise<WhereOf<Name>>;
}

/**
 * The options of a field that is a list, read by a statement of its own: `t.field(list({ …
 * }))`.
 */
export function list<
  FieldRule extends Rule<never>,
  Name extends Model,
  Row extends object,
  Args extends InputFieldMap = Record<never, never>,
  Parent = unknown,
>(options: OwnListOptions<FieldRule, Name, Row, Args, Parent>) {
  const { connection, order: orderFor, where: whereFor, args, ...rest } = options;
  return {
    ...rest,
    type: connection,
    // Not given means none.
    args: { ...args, ...pageArgs } as Args & typeof pageArgs,
    resolve: async (
      parent: Parent,
      given: InputShapeFromFields<Args> & PageArgs,
      context: GraphqlContext,
      info: GraphQLResolveInfo,
    ): Promise<Listed<Row>> => {
      const order = typeof orderFor === 'function' ? orderFor(given) : orderFor;
      const where = await whereFor(given, context, parent);
      const selection = await selectionOf(context, info, order);
      const query = { ...selection, ...page(order, given, where) };
      // The connection's type names the model that the order is of.
      const rows = (await delegateOf(context.prisma, order.model).findMany(query)) as Row[];
      return listed(order, given, rows, () => countUpTo(context.prisma, order.model, where));
    },
  };
}

/** What the operation selects of the rows, and what their cursors need. */
export function selectionOf<Name extends Model>(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  order: Order<Name>,
) {
  return queryFromInfo({
    context,
    info,
    typeName: order.model,
    select: order.select,
    paths: [['nodes'], ['edges', 'node']],
    awaitSelections: true,
  });
}
