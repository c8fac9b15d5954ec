import { deleted } from '../deleted.ts';
import { itemCommand } from '../item-command.ts';
import { projectBySlug, projectId } from './find-project.ts';

export const deleteProject = itemCommand({
  usage: 'delete <slug>',
  says: 'Delete an empty project',
  shape: deleted,
  document: `mutation DeleteProject($input: DeleteProjectInput!) {
    deleteProject(input: $input) { deletedId }
  }`,
  at: 'deleteProject',
  asks: [projectBySlug],
  variables: async (call) => ({ input: { id: await projectId(call.context, call.arg(0)) } }),
  done: (_row, call) => `Deleted ${call.arg(0)}.`,
});
