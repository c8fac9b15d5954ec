import { isId } from '@bonded/kernel';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import { fetchListing, pageFields, pageSizeMax } from '../../gateway/listing.ts';
import type { CommandContext } from '../call.ts';

export const userByName = {
  document: `query UserId($first: Int!, $after: String, $search: String!) {
    users(first: $first, after: $after, search: $search) { ${pageFields} nodes { id username } }
  }`,
  at: 'users',
  row: z.object({ id: z.string(), username: z.string() }),
};

/** The id behind an id or a user name. Errors: CLI_NOT_FOUND. */
export async function userId({ client }: CommandContext, named: string): Promise<string> {
  if (isId(named)) return named;
  const variables = { search: named };
  const wanted = { variables, limit: pageSizeMax, after: null };
  const { items } = await fetchListing(client, userByName, wanted);
  const found = items.find(({ username }) => username === named.toLowerCase());
  if (found === undefined) throw notFound(`There is no user "${named}", or you may not see it.`);
  return found.id;
}
