import { isId } from '@bonded/kernel';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import { fetchListing, pageFields, pageSizeMax } from '../../gateway/listing.ts';
import type { CommandContext } from '../call.ts';
import { itemCommand } from '../item-command.ts';
import { key } from './key.ts';

const prefixes = {
  document: `query KeyPrefixes($first: Int!, $after: String) {
    apiKeys(first: $first, after: $after) { ${pageFields} nodes { id prefix } }
  }`,
  at: 'apiKeys',
  row: z.object({ id: z.string(), prefix: z.string() }),
};

/** Somebody with more keys than this has their ids at hand. */
const searchedMax = 10 * pageSizeMax;

export const revokeKey = itemCommand({
  usage: 'revoke <key>',
  says: 'Revoke an API key, by its id or by the beginning of it that lists show',
  shape: key,
  document: `mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) { apiKey { ${key.fields} } }
  }`,
  at: 'revokeApiKey.apiKey',
  asks: [prefixes],
  variables: async (call) => ({ input: { id: await keyId(call.context, call.arg(0)) } }),
});

async function keyId({ client }: CommandContext, named: string): Promise<string> {
  if (isId(named)) return named;
  const wanted = { variables: {}, limit: searchedMax, after: null };
  const { items } = await fetchListing(client, prefixes, wanted);
  const [found, another] = items.filter(({ prefix }) => prefix === named);
  if (found === undefined || another !== undefined) {
    throw notFound(`There is no one key that begins with "${named}": say its id.`);
  }
  return found.id;
}
