import { pageFields } from '../../gateway/listing.ts';
import { parseRepository } from '../address.ts';
import { listCommand } from '../list-command.ts';
import { policy } from './policy.ts';

export const repositoryPolicyHistory = listCommand({
  usage: 'policy-history <project/repository>',
  says: 'List the policies that a repository has had',
  shape: policy,
  document: `query PolicyHistory(
    $first: Int!, $after: String, $project: String!, $repository: String!
  ) {
    repository(project: $project, slug: $repository) {
      policyHistory(first: $first, after: $after) { ${pageFields} nodes { ${policy.fields} } }
    }
  }`,
  at: 'repository.policyHistory',
  variables: (call) => parseRepository(call.arg(0)),
});
