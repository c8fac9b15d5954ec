import { deleted } from '../deleted.ts';
import { itemCommand } from '../item-command.ts';
import { findRole } from './find-role.ts';
import { allRoles } from './list.ts';

export const deleteRole = itemCommand({
  usage: 'delete <name>',
  says: 'Delete a role that nobody has',
  shape: deleted,
  document: `mutation DeleteRole($input: DeleteRoleInput!) {
    deleteRole(input: $input) { deletedId }
  }`,
  at: 'deleteRole',
  asks: [allRoles],
  variables: async (call) => ({
    input: { id: (await findRole(call.context, call.arg(0))).id },
  }),
  done: (_row, call) => `Deleted ${call.arg(0)}.`,
});
