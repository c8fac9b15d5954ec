import { pageFields } from '../../gateway/listing.ts';
import { parseRepository } from '../address.ts';
import { listCommand } from '../list-command.ts';
import { packageShape } from './package.ts';

export const listPackages = listCommand({
  usage: 'list <project/repository>',
  says: 'List the packages of a repository',
  options: [{ flags: '--search <text>', says: 'only those with this in their name' }],
  shape: packageShape,
  document: `query Packages(
    $first: Int!, $after: String, $project: String!, $repository: String!, $search: String
  ) {
    repository(project: $project, slug: $repository) {
      packages(first: $first, after: $after, search: $search) {
        ${pageFields} nodes { ${packageShape.fields} }
      }
    }
  }`,
  at: 'repository.packages',
  variables: (call) => ({ ...parseRepository(call.arg(0)), search: call.text('search') }),
});
