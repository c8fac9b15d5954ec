import { pageFields } from '../../gateway/listing.ts';
import { listCommand } from '../list-command.ts';
import { placeOption } from '../place.ts';
import { rule } from './rule.ts';

export const listRules = listCommand({
  usage: 'list',
  says: 'List what is denied or waived; of a place, with the wider rules that speak there',
  options: [{ flags: '--in <place>', says: 'a project, or a project/repository' }],
  shape: rule,
  document: `query PolicyRules(
    $first: Int!, $after: String, $project: String, $repository: String
  ) {
    policyRules(first: $first, after: $after, project: $project, repository: $repository) {
      ${pageFields} nodes { ${rule.fields} }
    }
  }`,
  at: 'policyRules',
  variables: (call) => placeOption(call.text('in')),
});
