import { itemCommand } from '../item-command.ts';
import { role } from './role.ts';

export const createRole = itemCommand({
  usage: 'create <name>',
  says: 'Create a role',
  options: [
    {
      flags: '--action <action>',
      says: 'what it allows; may be repeated',
      isMany: true,
      isRequired: true,
    },
    { flags: '--description <text>', says: 'whom it is for' },
  ],
  shape: role,
  document: `mutation CreateRole($input: CreateRoleInput!) {
    createRole(input: $input) { role { ${role.fields} } }
  }`,
  at: 'createRole.role',
  variables: (call) => ({
    input: {
      name: call.arg(0),
      actions: call.many('action'),
      description: call.text('description'),
    },
  }),
});
