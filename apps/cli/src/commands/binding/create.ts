import { itemCommand } from '../item-command.ts';
import { placeOption } from '../place.ts';
import { findRole } from '../role/find-role.ts';
import { allRoles } from '../role/list.ts';
import { userByName, userId } from '../user/find-user.ts';
import { binding } from './binding.ts';

export const createBinding = itemCommand({
  usage: 'create <username> <role>',
  says: 'Give a user a role: everywhere, or in one place',
  options: [{ flags: '--in <place>', says: 'a project, or a project/repository' }],
  shape: binding,
  document: `mutation CreateBinding($input: CreateBindingInput!) {
    createBinding(input: $input) { binding { ${binding.fields} } }
  }`,
  at: 'createBinding.binding',
  asks: [userByName, allRoles],
  variables: async (call) => ({
    input: {
      userId: await userId(call.context, call.arg(0)),
      roleId: (await findRole(call.context, call.arg(1))).id,
      ...placeOption(call.text('in')),
    },
  }),
});
