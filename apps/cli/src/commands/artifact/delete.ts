import { deleted } from '../deleted.ts';
import { itemCommand } from '../item-command.ts';
import { artifactByPath, artifactId } from './find-artifact.ts';

export const deleteArtifact = itemCommand({
  usage: 'delete <artifact>',
  says: 'Delete an artifact; its version is never given again',
  shape: deleted,
  document: `mutation DeleteArtifact($input: DeleteArtifactInput!) {
    deleteArtifact(input: $input) { deletedId }
  }`,
  at: 'deleteArtifact',
  asks: [artifactByPath],
  variables: async (call) => ({
    input: { id: await artifactId(call.context, call.arg(0)) },
  }),
  done: (_row, call) => `Deleted ${call.arg(0)}.`,
});
