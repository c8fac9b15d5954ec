import { pageFields } from '../../gateway/listing.ts';
import { parseRepository } from '../address.ts';
import { listCommand } from '../list-command.ts';
import { source } from './source.ts';

export const listSources = listCommand({
  usage: 'list <project/repository>',
  says: 'List what the packages of a repository are made of',
  options: [{ flags: '--search <text>', says: 'only those with this in their name' }],
  shape: source,
  document: `query VcsSources(
    $first: Int!, $after: String, $project: String!, $repository: String!, $search: String
  ) {
    repository(project: $project, slug: $repository) {
      sources(first: $first, after: $after, search: $search) {
        ${pageFields} nodes { ${source.fields} }
      }
    }
  }`,
  at: 'repository.sources',
  variables: (call) => ({ ...parseRepository(call.arg(0)), search: call.text('search') }),
});
