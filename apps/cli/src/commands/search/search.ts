import { pageFields } from '../../gateway/listing.ts';
import { artifact } from '../artifact/artifact.ts';
import { listCommand } from '../list-command.ts';

/** Every word of the line is a part of the search, so that a search needs no quotes around it. */
export const search = listCommand({
  usage: 'search <terms...>',
  says: 'Find artifacts in all projects: left-pad is:held -format:raw, cve:2021-44228, licence:MIT',
  shape: artifact,
  document: `query Search($first: Int!, $after: String, $query: String!) {
    search(first: $first, after: $after, query: $query) {
      ${pageFields} nodes { ${artifact.fields} }
    }
  }`,
  at: 'search',
  variables: (call) => ({ query: call.args.join(' ') }),
});
