import { deleted } from '../deleted.ts';
import { itemCommand } from '../item-command.ts';

export const deleteBinding = itemCommand({
  usage: 'delete <id>',
  says: 'Take a role from a user',
  shape: deleted,
  document: `mutation DeleteBinding($input: DeleteBindingInput!) {
    deleteBinding(input: $input) { deletedId }
  }`,
  at: 'deleteBinding',
  variables: (call) => ({ input: { id: call.arg(0) } }),
  done: () => 'Deleted.',
});
