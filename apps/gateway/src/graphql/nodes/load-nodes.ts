import { invalidInput } from '@bonded/core/input';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { GraphqlContext } from '../context.ts';
import { limits } from '../limits.ts';
import { findKinds } from './find-kinds.ts';
import { type NodeKind, nodeKinds } from './node-kinds.ts';

interface Row {
  readonly id: string;
}

/**
 * Reads rows of any kind by id, in the order asked for. What is hidden looks like what is not
 * there: null.
 */
export async function loadNodes(
  ids: readonly string[],
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<(Row | null)[]> {
  if (ids.length > limits.pageSizeMax) {
    throw invalidInput(`At most ${limits.pageSizeMax} ids at once.`);
  }
  const kinds = await findKinds(context.prisma, ids);
  const byKind = Map.groupBy(kinds, ([, kind]) => kind);
  const loaded = await Promise.all(
    [...byKind].map(([kind, found]) => {
      const wanted = found.map(([id]) => id);
      return loadKind(kind, wanted, context, info);
    }),
  );
  const rows = new Map(loaded.flat().map((row) => [row.id, row]));
  return ids.map((id) => rows.get(id) ?? null);
}

async function loadKind(
  kind: NodeKind,
  ids: string[],
  context: GraphqlContext,
  info: GraphQLResolveInfo,
): Promise<readonly Row[]> {
  const query = await queryFromInfo({ context, info, typeName: kind, awaitSelections: true });
  const rows = await nodeKinds[kind](context, { id: { in: ids } }, query);
  return rows.map((row) => Object.assign(row, { __typename: kind }));
}
