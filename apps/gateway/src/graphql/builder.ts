import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import './access/plugin.ts';
import { visible } from './access/rule.ts';
import type { GraphqlContext } from './context.ts';
import { getDatamodel, type default as PrismaTypes } from './generated/pothos-types.ts';
import { limits } from './limits.ts';
import './lists/plugin.ts';

export interface SchemaTypes {
  Context: GraphqlContext;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Connection: { totalCount?: () => Promise<number> };
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    BigInt: { Input: bigint; Output: bigint };
    JSON: { Input: unknown; Output: unknown };
  };
}

/** Makes every type of the schema, and defines none itself. */
export const builder = new SchemaBuilder<SchemaTypes>({
  // The order of wrapping: first the rule, then whatever loads.
  plugins: ['rules', ScopeAuthPlugin, 'lists', RelayPlugin, PrismaPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  scopeAuth: { authScopes: () => ({}), authorizeOnSubscribe: true },
  relay: {
    clientMutationId: 'omit',
    clientMutationIdFieldOptions: visible,
    cursorType: 'String',
    // Our ids are the rows' own, the same in REST and in the audit log: see nodes/node.ts.
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    nodesOnConnection: visible,
    nodesFieldOptions: visible,
    edgesFieldOptions: { ...visible, nullable: false },
    nodeFieldOptions: { ...visible, nullable: false },
    cursorFieldOptions: visible,
    pageInfoFieldOptions: visible,
    hasNextPageFieldOptions: visible,
    hasPreviousPageFieldOptions: visible,
    startCursorFieldOptions: visible,
    endCursorFieldOptions: visible,
  },
  prisma: {
    client: (context) => context.prisma,
    dmmf: getDatamodel(),
    defaultConnectionSize: limits.pageSizeDefault,
    maxConnectionSize: limits.pageSizeMax,
  },
});

builder.queryType();
builder.mutationType();
builder.subscriptionType();
