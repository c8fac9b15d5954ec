import { parseRepository } from '../address.ts';
import { artifactCounts, countColumns } from '../artifact-counts.ts';
import { itemCommand } from '../item-command.ts';
import { repository, repositoryRow } from './repository.ts';

export const showRepository = itemCommand({
  usage: 'show <project/repository>',
  says: 'Show a repository, its address for clients and how much it holds',
  shape: {
    row: repositoryRow.extend({ artifactCounts: artifactCounts.row }),
    columns: repository.columns,
    details: [...(repository.details ?? []), ...countColumns],
  },
  document: `query Repository($project: String!, $repository: String!) {
    repository(project: $project, slug: $repository) {
      ${repository.fields} ${artifactCounts.fields}
    }
  }`,
  at: 'repository',
  variables: (call) => parseRepository(call.arg(0)),
});
