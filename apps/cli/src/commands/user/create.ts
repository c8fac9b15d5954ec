import { choosePassword } from '../../terminal/prompt.ts';
import { itemCommand } from '../item-command.ts';
import { user } from './user.ts';

export const createUser = itemCommand({
  usage: 'create <username>',
  says: 'Create a user; the password is asked for',
  options: [
    { flags: '--name <name>', says: 'the name for people; the user name if left out' },
    { flags: '--email <address>', says: 'an address for mail' },
    { flags: '--password-stdin', says: 'read the password from stdin' },
  ],
  shape: user,
  document: `mutation CreateUser($input: CreateUserInput!) {
    createUser(input: $input) { user { ${user.fields} } }
  }`,
  at: 'createUser.user',
  variables: async (call) => {
    const { terminal, signal } = call.context;
    const isPiped = call.has('passwordStdin');
    return {
      input: {
        username: call.arg(0),
        displayName: call.text('name') ?? call.arg(0),
        email: call.text('email'),
        password: await choosePassword(terminal, { isPiped, signal }),
      },
    };
  },
});
