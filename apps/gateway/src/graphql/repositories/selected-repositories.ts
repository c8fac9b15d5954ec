import type { Repository } from '@bonded/database';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { GraphqlContext } from '../context.ts';
import { delegateOf } from '../lists/delegate.ts';

type Identified = Pick<Repository, 'id'>;

/**
 * What the operation selects of repositories that a use case found, by their ids and in one
 * statement: left alone, each of them would be read again on its own. `path` leads to them from the
 * field.
 */
export async function selectedRepositories(
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  { found, path = [] }: { readonly found: readonly Identified[]; readonly path?: string[] },
): Promise<ReadonlyMap<string, Repository>> {
  const selection = await queryFromInfo({
    context,
    info,
    typeName: 'Repository',
    path,
    awaitSelections: true,
  });
  const where = { id: { in: found.map(({ id }) => id) } };
  const repositories = delegateOf(context.prisma, 'Repository');
  // They are of the model that is asked.
  const rows = (await repositories.findMany({ ...selection, where })) as Repository[];
  return new Map(rows.map((row) => [row.id, row]));
}
