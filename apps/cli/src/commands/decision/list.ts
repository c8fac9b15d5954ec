import { pageFields } from '../../gateway/listing.ts';
import { artifactByPath, artifactId } from '../artifact/find-artifact.ts';
import { listCommand } from '../list-command.ts';
import { decision } from './decision.ts';

export const listDecisions = listCommand({
  usage: 'list <artifact>',
  says: 'List what was decided on an artifact, newest first',
  shape: decision,
  document: `query Decisions($first: Int!, $after: String, $id: ID!) {
    node(id: $id) {
      ... on Artifact {
        decisions(first: $first, after: $after) { ${pageFields} nodes { ${decision.fields} } }
      }
    }
  }`,
  at: 'node.decisions',
  asks: [artifactByPath],
  variables: async (call) => ({ id: await artifactId(call.context, call.arg(0)) }),
});
