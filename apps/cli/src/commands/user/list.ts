import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import { user } from './user.ts';

export const listUsers = listCommand({
  usage: 'list',
  says: 'List users',
  options: [{ flags: '--search <text>', says: 'only those with this in their name or address' }],
  shape: user,
  document: `query Users($first: Int!, $after: String, $search: String) {
    users(first: $first, after: $after, search: $search) {
      ${pageFields} nodes { ${user.fields} }
    }
  }`,
  at: 'users',
  variables: (call) => ({ search: call.text('search') }),
});
