import { assert } from '@bonded/kernel';
import SchemaBuilder, {
  BasePlugin,
  type FieldNullability,
  type InputFieldMap,
  type PothosOutputFieldConfig,
  type SchemaTypes,
  type TypeParam,
} from '@pothos/core';
import type { GraphqlContext } from '../context.ts';
import { isAllowed, refusalOf } from './judge.ts';
import type { Rule } from './rule.ts';

declare global {
  export namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      rules: RulesPlugin<Types>;
    }
    // Not optional: a field without a rule does not compile.
    interface FieldOptions<
      Types extends SchemaTypes,
      ParentShape,
      Type extends TypeParam<Types>,
      Nullable extends FieldNullability<Type>,
      Args extends InputFieldMap,
      ResolveShape,
      ResolveReturnShape,
    > {
      rule: Rule<ParentShape>;
    }
  }
}

/**
 * Default deny: refuses to build a schema with a field that declares no rule, and hands the
 * rules that there are to scope-auth. The rule stays readable in the field's extensions, for
 * the tests that walk the schema.
 */
class RulesPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(
    field: PothosOutputFieldConfig<Types>,
  ): PothosOutputFieldConfig<Types> {
    const rule: Rule<unknown> | undefined = field.pothosOptions.rule;
    assert(rule !== undefined, `${field.parentType}.${field.name} declares who may read it`);
    const authorised = {
      ...field.pothosOptions,
      authScopes: (parent: unknown, _args: unknown, context: GraphqlContext) =>
        isAllowed(rule, parent, context),
      unauthorizedError: (_parent: unknown, _args: unknown, context: GraphqlContext) =>
        refusalOf(rule, context),
    };
    return Object.assign({}, field, {
      pothosOptions: authorised,
      extensions: { ...field.extensions, rule },
    });
  }
}

SchemaBuilder.registerPlugin('rules', RulesPlugin);
