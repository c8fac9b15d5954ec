import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import { userByName, userId } from '../user/find-user.ts';
import { key } from './key.ts';

export const listKeys = listCommand({
  usage: 'list',
  says: 'List API keys: your own, or with "key:read-all" those of everybody',
  options: [
    { flags: '--user <username>', says: 'only those of one user' },
    { flags: '--revoked', says: 'those that were revoked too' },
  ],
  shape: key,
  document: `query Keys($first: Int!, $after: String, $user: ID, $includeRevoked: Boolean!) {
    apiKeys(first: $first, after: $after, user: $user, includeRevoked: $includeRevoked) {
      ${pageFields} nodes { ${key.fields} }
    }
  }`,
  at: 'apiKeys',
  asks: [userByName],
  variables: async (call) => {
    const username = call.text('user');
    return {
      includeRevoked: call.has('revoked'),
      ...(username === undefined ? {} : { user: await userId(call.context, username) }),
    };
  },
});
