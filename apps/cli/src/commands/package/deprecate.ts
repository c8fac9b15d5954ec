import { artifact } from '../artifact/artifact.ts';
import { artifactByPath, artifactId } from '../artifact/find-artifact.ts';
import { itemCommand } from '../item-command.ts';

export const deprecatePackage = itemCommand({
  usage: 'deprecate <artifact> <message>',
  says: 'Tell whoever installs a version not to; an empty message takes it back',
  shape: artifact,
  document: `mutation DeprecateArtifact($input: DeprecateArtifactInput!) {
    deprecateArtifact(input: $input) { artifact { ${artifact.fields} } }
  }`,
  at: 'deprecateArtifact.artifact',
  asks: [artifactByPath],
  variables: async (call) => ({
    input: { id: await artifactId(call.context, call.arg(0)), message: call.arg(1) },
  }),
});
