import { itemCommand } from '../item-command.ts';
import { findRole } from './find-role.ts';
import { allRoles } from './list.ts';
import { role } from './role.ts';

export const updateRole = itemCommand({
  usage: 'update <name>',
  says: 'Change what a role allows; the actions given replace those it has',
  options: [
    { flags: '--action <action>', says: 'what it allows; may be repeated', isMany: true },
    { flags: '--description <text>', says: 'whom it is for' },
  ],
  shape: role,
  document: `mutation UpdateRole($input: UpdateRoleInput!) {
    updateRole(input: $input) { role { ${role.fields} } }
  }`,
  at: 'updateRole.role',
  asks: [allRoles],
  variables: async (call) => ({
    input: {
      id: (await findRole(call.context, call.arg(0))).id,
      actions: call.many('action'),
      description: call.text('description'),
    },
  }),
});
