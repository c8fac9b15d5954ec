import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import { formats } from '../words.ts';
import { repository } from './repository.ts';

export const listRepositories = listCommand({
  usage: 'list [project]',
  says: 'List the repositories that you can see, of one project or all',
  options: [
    { flags: '--search <text>', says: 'only those with this in their slug or name' },
    { flags: '--format <format>', says: 'only those of one format', choices: formats },
  ],
  shape: repository,
  document: `query Repositories(
    $first: Int!, $after: String, $project: String, $search: String, $format: Format
  ) {
    repositories(
      first: $first, after: $after, project: $project, search: $search, format: $format
    ) {
      ${pageFields} nodes { ${repository.fields} }
    }
  }`,
  at: 'repositories',
  variables: (call) => ({
    project: call.args[0],
    search: call.text('search'),
    format: call.word('format'),
  }),
});
