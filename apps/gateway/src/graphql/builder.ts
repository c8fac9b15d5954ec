import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import './access/plugin.ts';
import { complexityOf } from './complexity.ts';
import type { GraphqlContext } from './context.ts';
import { getDatamodel, type default as PrismaTypes } from './generated/pothos-types.ts';

interface SchemaTypes {
  Context: GraphqlContext;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    BigInt: { Input: bigint; Output: bigint };
    JSON: { Input: unknown; Output: unknown };
  };
}

/** The same, as Pothos completes it. */
export type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;

/** Makes every type of the schema, and defines none itself. */
export const builder = new SchemaBuilder<SchemaTypes>({
  // The order of wrapping: first the rule, then whatever loads.
  plugins: ['rules', ScopeAuthPlugin, PrismaPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  scopeAuth: { authScopes: () => ({}), authorizeOnSubscribe: true },
  prisma: { client: (context) => context.prisma, dmmf: getDatamodel() },
  complexity: { fieldComplexity: complexityOf },
});

builder.queryType();
builder.mutationType();
builder.subscriptionType();
