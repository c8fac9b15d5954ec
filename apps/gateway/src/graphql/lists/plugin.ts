import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type InputShapeFromFields,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      lists: ListsPlugin<Types>;
    }
    interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      /** For a connection: its total, counted no further than the bound. Asked only when selected. */
      countOf?: (
        parent: ParentShape,
        args: InputShapeFromFields<Args>,
        context: Types['Context'],
      ) => Promise<number>;
    }
  }
}

/** Gives each connection its own way of counting, so that one `totalCount` field serves them all. */
export class ListsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolve: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    // The options of this one field: what it is given as parent and arguments is what it declared.
    const countOf = field.pothosOptions.countOf as CountOf<Types['Context']> | undefined;
    if (countOf === undefined) return resolve;
    return async (parent, args, context, info) => {
      const connection = (await resolve(parent, args, context, info)) as object;
      return { ...connection, totalCount: () => countOf(parent, args, context) };
    };
  }
}

type CountOf<Context> = (parent: unknown, args: object, context: Context) => Promise<number>;

SchemaBuilder.registerPlugin('lists', ListsPlugin);
